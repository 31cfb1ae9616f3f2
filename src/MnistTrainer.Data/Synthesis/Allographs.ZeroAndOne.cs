namespace MnistTrainer.Data;

/// <content>The digits 0 and 1: the allographs of each, with usage and drawings of the extremes.</content>
internal static partial class Allographs
{
    private static Allograph[] ZeroAndOne =>
        [
            // 0: closed oval, narrow or round, starting at the top; ends short of its start or crosses it.
            new(
                0,
                6,
                "34,1 12,14 2,50 12,88 30,99 50,86 58,50 50,14 30,2",
                "33,1 18,14 11,50 18,88 30,99 44,86 51,50 44,14 30,2",
                "34,10 4,20 -14,52 4,86 30,96 62,82 74,46 58,14 28,10",
                "44,6 18,10 2,50 10,86 30,99 52,84 58,46 52,16 38,-2",
                "40,0 14,8 2,50 12,90 30,99 50,86 58,50 46,10 20,10"
            ),
            // 0: the ends cross at the top, or leave a tail or a gap there.
            new(
                0,
                2,
                "52,14 30,2 8,20 2,52 14,90 32,99 52,80 58,45 48,14 32,8 20,20 34,26",
                "40,4 30,2 8,20 2,52 14,90 32,99 52,80 58,45 46,12 30,2 20,4 14,12",
                "20,12 14,18 4,40 2,60 14,92 34,99 54,80 60,45 54,16 42,4 30,4 16,0",
                "30,14 18,12 6,30 0,60 12,90 30,99 50,86 60,50 58,20 50,6 44,2 66,0"
            ),
            // 0: lying on its side or leaning.
            new(
                0,
                1.5,
                "34,20 0,28 -20,56 0,80 34,84 70,70 82,46 60,24 28,20",
                "58,8 30,14 4,56 2,86 14,98 40,80 62,36 66,14 50,4",
                "50,12 14,22 -16,60 -8,84 20,88 60,66 84,34 74,14 40,12"
            ),
            // 0: with a slash.
            new(
                0,
                0.2,
                "34,1 12,14 2,50 12,88 30,99 50,86 58,50 50,14 30,2 / 58,4 30,50 4,98",
                "40,4 18,12 2,50 10,86 30,99 52,84 60,46 52,14 34,2 / 46,20 30,50 16,80"
            ),
            // 0: thin, its ends a little apart.
            new(
                0,
                Usage.Of(american: 0.3, european: 0.6, eastAsian: 0.9, southAsian: 0.8),
                "42,8 28,2 18,24 16,52 20,84 32,98 46,84 50,50 48,16",
                "36,2 22,14 18,50 20,86 32,99 44,84 46,50 44,18 45,4",
                "28,14 20,34 18,62 24,92 36,98 48,76 48,40 42,14 34,4"
            ),
            // 0: wide, not closed at the top.
            new(
                0,
                Usage.Of(american: 0.4, european: 0.6, eastAsian: 0.6, southAsian: 0.6),
                "22,8 6,26 2,58 16,94 36,99 56,78 58,44 50,16 31,4",
                "14,18 2,42 4,74 22,98 44,96 60,70 58,36 44,12 24,9",
                "34,4 12,20 2,54 14,90 34,99 54,82 60,52 56,30 43,10"
            ),
            // 1: one stroke.
            new(
                1,
                Usage.Of(american: 10, european: 1.5, eastAsian: 7, southAsian: 7),
                "30,0 30,33 30,66 30,100",
                "34,0 28,33 28,66 32,100",
                "28,0 32,33 32,66 27,100"
            ),
            // 1: with a flag.
            new(
                1,
                Usage.Of(american: 1.5, european: 2, eastAsian: 2, southAsian: 2),
                "16,20 32,0! 32,50 32,100",
                "6,26 30,0! 30,50 28,100",
                "22,8 32,0! 30,50 32,100",
                "0,34 34,0! 32,50 32,100"
            ),
            // 1: with a flag and a foot.
            new(
                1,
                Usage.Of(american: 1.5, european: 1.2, eastAsian: 0.8, southAsian: 1),
                "12,20 30,0! 30,50 30,98 / 8,98 52,98",
                "20,14 32,0! 31,50 30,98 / 14,98 46,98",
                "6,34 34,2! 33,50 32,96 / 0,96 66,94"
            ),
            // 1: with a straight flag of up to three quarters of the height and no foot, as primers from Portugal to Turkey teach it.
            new(
                1,
                Usage.Of(american: 0.4, european: 5, eastAsian: 0.6, southAsian: 1.2),
                "6,44 32,0! 32,50 30,100",
                "-8,62 34,0! 32,50 26,100",
                "10,68 32,0! 30,50 26,100",
                "-14,46 34,0! 34,50 34,100",
                "4,40 28,0! 30,50 34,100",
                "-2,76 36,0! 33,50 28,100"
            ),
            // 1: with a long flag that sags: it starts flat and ends steep.
            new(
                1,
                Usage.Of(american: 0.2, european: 2.5, eastAsian: 0.2, southAsian: 0.4),
                "-10,60 14,42 34,0! 33,50 30,100",
                "-16,76 14,56 36,0! 34,50 28,100",
                "-4,44 18,28 34,0! 34,50 34,100",
                "-20,50 10,38 32,0! 32,50 32,100"
            ),
            // 1: with a long flag that bulges, and a bowed stem.
            new(
                1,
                Usage.Of(american: 0.2, european: 1.2, eastAsian: 0.2, southAsian: 0.4),
                "0,56 14,20 32,0! 36,50 28,100",
                "-14,46 8,16 32,0! 38,46 30,100",
                "4,66 16,28 34,0! 30,54 34,100"
            ),
            // 1: with a rounded tip, in one movement.
            new(
                1,
                Usage.Of(american: 0.4, european: 1.2, eastAsian: 0.4, southAsian: 0.6),
                "6,46 22,14 32,0 37,10 34,50 30,100",
                "-6,60 16,22 32,0 38,12 35,50 28,100",
                "14,30 24,6 32,0 35,12 34,52 34,100"
            ),
            // 1: with a long flag and a foot.
            new(
                1,
                Usage.Of(american: 0.3, european: 1.5, eastAsian: 0.4, southAsian: 0.6),
                "2,50 32,0! 31,50 30,98 / 6,98 56,98",
                "-8,64 34,0! 32,50 28,97 / 2,98 54,96",
                "8,38 30,0! 31,50 32,96 / 0,98 64,96"
            ),
            // 1: with only a hook for a flag.
            new(
                1,
                Usage.Of(american: 0.8, european: 1, eastAsian: 1, southAsian: 1),
                "24,9 31,0! 31,50 30,100",
                "27,15 32,0! 32,50 26,100",
                "19,5 30,0! 30,50 32,100"
            ),
            // 1: with a flag and a foot to the left, without lifting the pen.
            new(
                1,
                Usage.Of(american: 0.2, european: 0.8, eastAsian: 0.2, southAsian: 0.4),
                "10,32 32,0! 32,50 30,96! 4,98",
                "0,48 34,0! 36,50 34,94! 10,100",
                "18,20 32,0! 30,50 26,94! -6,94"
            ),
            // 1: with a foot and no flag.
            new(
                1,
                Usage.Of(american: 0.4, european: 0.1, eastAsian: 0.3, southAsian: 0.4),
                "30,0 30,50 30,98 / 8,98 54,98",
                "34,0 32,50 30,97 / 0,100 52,95",
                "28,2 30,50 32,97 / 14,97 62,97"
            ),
            // 1: with a short flag and a wide foot, as it is printed.
            new(
                1,
                Usage.Of(american: 1.2, european: 0.4, eastAsian: 0.6, southAsian: 0.6),
                "10,18 30,0! 30,50 30,98 / -10,98 70,98",
                "2,22 32,2! 31,50 28,97 / -20,96 78,98",
                "18,14 32,0! 32,50 32,98 / 4,99 60,96"
            ),
            // 1: a stroke drawn down and up again, so that it is thick.
            new(
                1,
                Usage.Of(american: 0.6, european: 0.1, eastAsian: 0.4, southAsian: 0.4),
                "28,0 28,50 28,100! 34,50 34,2",
                "23,0 24,50 25,100! 37,50 36,0",
                "33,2 30,50 28,100! 34,50 38,4"
            ),
        ];
}
