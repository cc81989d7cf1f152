import pytest

from storstua.ui.phones import dial, phone_words


@pytest.mark.parametrize(
    ("number", "said", "dialled"),
    [
        ("22334455", "22 33 44 55", "+4722334455"),
        ("+47 912 34 567", "91 23 45 67", "+4791234567"),
        ("0047 22334455", "22 33 44 55", "+4722334455"),
        ("116123", "116 123", "116123"),
        ("113", "113", "113"),
        ("+49 30 123456", "+49 30 123456", "+4930123456"),
        ("04488", "04488", "04488"),
        ("ring oss", "ring oss", ""),
    ],
)
def test_numbers_are_said_in_groups_and_dialled_whole(number: str, said: str, dialled: str):
    assert (phone_words(number), dial(number)) == (said, dialled)
