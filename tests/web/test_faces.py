from __future__ import annotations

from manyhands.web.faces import face, hands

AMARA = {"name": "Amara <Osei>", "initials": "AO", "tint": 3}


def test_a_face_beside_a_name_is_silent():
    assert face(AMARA) == (
        '<span class="face tint-3" title="Amara &lt;Osei&gt;" aria-hidden="true">AO</span>'
    )


def test_a_face_alone_says_its_name():
    html = face(AMARA, alone=True)

    assert 'role="img" aria-label="Amara &lt;Osei&gt;"' in html


def test_a_photo_stands_in_for_initials():
    html = face({**AMARA, "photo_url": "/p/1/"}, large=True)

    assert html.startswith('<img class="face is-large" src="/p/1/" alt=""')


def test_a_former_colleague_has_no_face():
    assert ">–</span>" in face(None)


def test_hands_are_one_picture_with_their_names_and_the_number_of_the_others():
    html = hands([AMARA, None], count=9)

    assert 'role="img" title="Amara &lt;Osei&gt;, A former colleague"' in html
    assert html.count('class="face') == 2
    assert '<span class="more">and 7 more</span>' in html


def test_without_faces_hands_are_a_number_and_without_anybody_nothing():
    assert "12 people" in hands([], count=12)
    assert hands([]) == ""
