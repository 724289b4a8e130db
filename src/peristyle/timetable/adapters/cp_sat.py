"""OR-Tools' CP-SAT decides a handful of lessons: one option for each, none excluded by another, at the least cost."""

from peristyle.timetable.rules.placing.neighbourhoods import Neighbourhood

#: The effort for one handful, as the solver counts it itself: the same on every machine.
EFFORT = 0.3


def solve(asked: Neighbourhood, seed: int) -> list[int] | None:
    """The number of the option of each lesson, in their order; None when nothing was found within the effort."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 — a second and 60 MB that only the worker needs

    model = cp_model.CpModel()
    chosen = [
        [model.new_bool_var(f"{lesson}:{place}") for place in range(len(options))]
        for lesson, options in enumerate(asked.options)
    ]
    for variables in chosen:
        model.add_exactly_one(variables)
        for place, variable in enumerate(variables):
            model.add_hint(variable, place == 0)
    for (one, first), (other, last) in asked.exclusions:
        model.add_at_most_one([chosen[one][first], chosen[other][last]])
    model.minimize(
        sum(
            option.cost * variable
            for options, variables in zip(asked.options, chosen, strict=True)
            for option, variable in zip(options, variables, strict=True)
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [next(place for place, variable in enumerate(variables) if solver.value(variable)) for variables in chosen]
