"""The recogniser of lines: convolutions over the picture, then along the line, and a probability a sign and column.

No recurrence: on one core its training is several times as fast, and a column sees some ten letters to either side.
"""

from __future__ import annotations

from torch import Tensor, nn

from tawthiq.intake.ocr_alphabet import SIGNS
from tawthiq.intake.ocr_lines import HEIGHT

COLUMNS = 4
"""Columns of the picture for each column of what comes out."""
_SHRINKS = 16  # rows of the picture for each row that is left when it is read along the line
_WIDE = 2  # times the width between the two products of a block


def _layer(inner: int, outer: int, stride: tuple[int, int]) -> list[nn.Module]:
    return [nn.Conv2d(inner, outer, 3, stride, padding=1, bias=False), nn.BatchNorm2d(outer), nn.ReLU(inplace=True)]


class _Block(nn.Module):
    """(batch, width, columns) -> the same: what stands around, by channel, then what it means."""

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.around = nn.Conv1d(width, width, 2 * reach + 1, padding=reach, groups=width, bias=False)
        self.norm = nn.BatchNorm1d(width)
        self.wider = nn.Conv1d(width, _WIDE * width, 1)
        self.back = nn.Conv1d(_WIDE * width, width, 1)

    def forward(self, states: Tensor) -> Tensor:
        """See the class."""
        return states + self.back(nn.functional.relu(self.wider(self.norm(self.around(states)))))


class Recogniser(nn.Module):
    """(batch, 1, HEIGHT, width) with 1 for ink -> (width / COLUMNS, batch, signs + 1), logarithms of probabilities."""

    def __init__(self, width: int = 192, blocks: int = 6) -> None:
        super().__init__()
        self.seeing = nn.Sequential(
            *_layer(1, 32, (2, 2)), *_layer(32, 48, (2, 1)), *_layer(48, 64, (2, 2)), *_layer(64, 64, (1, 1)), *_layer(64, 96, (2, 1)),
        )
        self.narrow = nn.Sequential(nn.Conv1d(96 * HEIGHT // _SHRINKS, width, 1, bias=False), nn.BatchNorm1d(width), nn.ReLU(inplace=True))
        self.reading = nn.Sequential(*(_Block(width, reach) for reach in (2, 3, 4, 5, 6, 6)[:blocks]))
        self.norm = nn.BatchNorm1d(width)
        self.signs = nn.Conv1d(width, len(SIGNS) + 1, 1)

    def forward(self, lines: Tensor) -> Tensor:
        """See the class."""
        seen = self.seeing(lines).flatten(1, 2)
        read = self.norm(self.reading(self.narrow(seen)))
        return self.signs(read).permute(2, 0, 1).log_softmax(-1)
