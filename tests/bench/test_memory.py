"""Memory is read from what Linux says."""

from bench import memory

ROLLUP = "5566-7788 ---p 0 00:00 0 [rollup]\nRss:  9000 kB\nPss:  2048 kB\nPss_Dirty:  1 kB\n"


def test_the_proportional_share_is_read() -> None:
    assert memory.pss(ROLLUP) == 2048
