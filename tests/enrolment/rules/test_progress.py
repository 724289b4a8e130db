from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.progress import ORDER, FileStep, may_open, present_step

answered = st.sets(st.sampled_from([step for step in FileStep if step != FileStep.RECEIPT]))


@given(answered)
def test_the_step_one_is_led_to_may_be_opened(done: set[FileStep]) -> None:
    assert may_open(present_step(done), done)


@given(answered)
def test_nobody_skips_a_step(done: set[FileStep]) -> None:
    present = present_step(done)

    assert not any(may_open(step, done) for step in ORDER[ORDER.index(present) + 1 :])


@given(answered)
def test_everybody_may_go_back_until_the_payment(done: set[FileStep]) -> None:
    before = ORDER[: ORDER.index(present_step(done))]

    assert all(may_open(step, done) for step in before) == (FileStep.FEES not in done)


@given(answered)
def test_once_paid_there_is_only_the_receipt(done: set[FileStep]) -> None:
    done.add(FileStep.FEES)

    assert [step for step in FileStep if may_open(step, done)] == [FileStep.RECEIPT]
