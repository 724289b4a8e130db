"""Import contracts of the house that import-linter does not know by itself."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

DOOR = "public"


class DoorsContract(Contract):
    """A room enters another room only through the other's `public.py`.

    `open_rooms` are entered anywhere (the ground); `free_rooms` enter anywhere (what wires the house together).
    """

    type_name = "doors"

    open_rooms: Any = fields.SetField(subfield=fields.StringField(), required=False)
    free_rooms: Any = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 — import-linter's own signature
        """Look at every import that leaves its room."""
        roots = set(self.session_options["root_packages"])
        walls_crossed = [
            graph.get_import_details(importer=importer, imported=imported)[0]
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._crosses_a_wall(importer, imported, roots)
        ]
        return ContractCheck(kept=not walls_crossed, metadata={"walls_crossed": walls_crossed})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which import to replace by which door."""
        for crossing in check.metadata["walls_crossed"]:
            room = ".".join(crossing["imported"].split(".")[:2])
            output.print_error(
                f"{crossing['importer']}, line {crossing['line_number']}, imports {crossing['imported']}: "
                f"go through {room}.{DOOR}"
            )

    def _crosses_a_wall(self, importer: str, imported: str, roots: set[str]) -> bool:
        entering, entered = _room(importer, roots), _room(imported, roots)
        if entering is None or entered is None or entering == entered:
            return False
        if entering in (self.free_rooms or ()) or entered in (self.open_rooms or ()):
            return False
        return imported.split(".")[2:] != [DOOR]


def _room(module: str, roots: set[str]) -> str | None:
    root, *inner = module.split(".")
    return inner[0] if root in roots and inner else None
