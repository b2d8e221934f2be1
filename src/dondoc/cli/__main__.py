"""python -m dondoc.cli"""

from dondoc.cli import main

main()
