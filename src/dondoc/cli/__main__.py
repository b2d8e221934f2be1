"""python -m dondoc.cli"""

from dondoc.cli import main

main(prog_name="dondoc")
