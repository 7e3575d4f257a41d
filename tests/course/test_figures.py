import warnings

import matplotlib
import pytest

from nnlab import figures
from nnlab.figures import show

matplotlib.use("agg")


@pytest.fixture
def figure():
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([0, 1])
    return figure


@pytest.fixture
def shown(monkeypatch):
    made = []
    monkeypatch.setattr(figures, "display", made.append)
    return made


class TestShow:
    def test_says_in_words_what_is_in_it(self, figure, shown):
        show(figure, 'a "line" < 1')
        html = shown[0].data
        assert 'alt="a &quot;line&quot; &lt; 1"' in html
        assert "width: 288px" in html
        assert 'src="data:image/png;base64,iVBOR' in html

    def test_closes_the_figure(self, figure, shown):
        import matplotlib.pyplot as plt

        show(figure, "a line")
        assert figure.number not in plt.get_fignums()

    def test_is_silent(self, figure, shown):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            show(figure, "a line")


class TestPalette:
    def test_has_different_colours(self):
        colours = [figures.BLUE, figures.ORANGE, figures.BLACK, figures.SKY, figures.PURPLE, figures.GREEN]
        assert len(set(colours)) == 6
