using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// Hangul syllables, composed of letters (jamo) as Korean composes them: an initial consonant, a vowel beside or below it or both, and often a
/// final consonant at the bottom. Few drawings give 11,172 syllables. All are written in blocks, so none resembles a digit; the letters alone
/// would (ㄱ 7, ㄹ 2, ㅇ 0, ㅣ 1).
/// </summary>
internal static class Hangul
{
    // Each in a box of 100x100, in the notation of drawings.
    private static readonly Drawing[] Consonants =
    [
        Drawing.Parse("4,4 94,4! 84,98"), // ㄱ
        Drawing.Parse("6,2 6,92! 98,92"), // ㄴ
        Drawing.Parse("96,6 6,6! 6,94! 98,94"), // ㄷ
        Drawing.Parse("4,4 92,4! 92,48! 8,50! 8,96! 98,96"), // ㄹ
        Drawing.Parse("6,6 94,6! 94,94! 6,94! 6,6"), // ㅁ
        Drawing.Parse("8,2 8,96! 92,96! 92,2 / 8,50 92,50"), // ㅂ
        Drawing.Parse("50,2 36,54 2,98 / 44,46 68,66 98,98"), // ㅅ
        Drawing.Parse("50,2 14,16 4,56 40,98 84,86 96,44 50,2"), // ㅇ
        Drawing.Parse("6,6 94,6! 48,54 2,98 / 48,50 72,70 98,98"), // ㅈ
        Drawing.Parse("36,-6 66,-4 / 4,22 94,22! 48,62 2,98 / 50,58 74,76 98,98"), // ㅊ
        Drawing.Parse("4,4 94,4! 86,98 / 4,48 90,46"), // ㅋ
        Drawing.Parse("96,4 6,4! 6,96! 98,96 / 6,50 90,50"), // ㅌ
        Drawing.Parse("4,8 96,8 / 30,10 34,90 / 70,10 66,90 / 2,94 98,94"), // ㅍ
        Drawing.Parse("36,-8 64,-6 / 6,18 94,18 / 50,38 14,52 16,86 50,98 86,84 84,52 50,38"), // ㅎ
    ];

    private static readonly Drawing[] BesideConsonant =
    [
        Drawing.Parse("30,0 30,100 / 30,48 96,48"), // ㅏ
        Drawing.Parse("30,0 30,100 / 30,34 96,34 / 30,64 96,64"), // ㅑ
        Drawing.Parse("74,0 74,100 / 4,48 74,48"), // ㅓ
        Drawing.Parse("74,0 74,100 / 4,34 74,34 / 4,64 74,64"), // ㅕ
        Drawing.Parse("50,0 50,100"), // ㅣ
        Drawing.Parse("20,6 20,94 / 20,50 80,50 / 80,0 80,100"), // ㅐ
        Drawing.Parse("-10,50 40,50 / 40,6 40,94 / 88,0 88,100"), // ㅔ
    ];

    private static readonly Drawing[] BelowConsonant =
    [
        Drawing.Parse("50,4 50,74 / 0,74 100,74"), // ㅗ
        Drawing.Parse("32,4 34,74 / 68,4 66,74 / 0,74 100,74"), // ㅛ
        Drawing.Parse("0,26 100,26 / 50,26 50,98"), // ㅜ
        Drawing.Parse("0,26 100,26 / 32,26 30,98 / 68,26 70,98"), // ㅠ
        Drawing.Parse("0,50 100,50"), // ㅡ
    ];

    /// <summary>Composes a random syllable; three in five have a final consonant.</summary>
    public static Allograph Compose(PortableRandom random)
    {
        bool hasFinal = random.NextInt(5) < 3;
        int vowel = random.NextInt(5);
        List<string> strokes = [];
        if (vowel < 2)
        {
            Consonant(hasFinal ? new Box(0, 0, 46, 52) : new Box(0, 10, 50, 78));
            Place(Any(BesideConsonant), hasFinal ? new Box(54, 0, 34, 56) : new Box(58, 0, 36, 100));
        }
        else if (vowel < 4)
        {
            Consonant(hasFinal ? new Box(22, 0, 50, 34) : new Box(18, 0, 58, 52));
            Place(Any(BelowConsonant), hasFinal ? new Box(0, 38, 94, 24) : new Box(0, 58, 94, 40));
        }
        else
        {
            Consonant(hasFinal ? new Box(2, 0, 46, 32) : new Box(2, 0, 48, 50));
            Place(Any(BelowConsonant), hasFinal ? new Box(0, 36, 54, 22) : new Box(0, 56, 56, 32));
            Place(Any(BesideConsonant), hasFinal ? new Box(62, 0, 30, 62) : new Box(64, 0, 30, 100));
        }

        if (hasFinal)
            Consonant(new Box(16, 68, 72, 32));
        return new Allograph(digit: -1, usage: 1, string.Join(" / ", strokes));

        Drawing Any(Drawing[] drawings) => drawings[random.NextInt(drawings.Length)];

        // One consonant in six is doubled, side by side: ㄲ, ㄸ, and pairs that only finals have.
        void Consonant(Box box)
        {
            Drawing letter = Any(Consonants);
            if (random.NextInt(6) > 0)
            {
                Place(letter, box);
                return;
            }

            double half = 0.44 * box.Width;
            Place(letter, box with { Width = half });
            Place(letter, box with { Left = box.Left + box.Width - half, Width = half });
        }

        void Place(Drawing letter, Box box) =>
            strokes.AddRange(letter.Strokes.Select(stroke => string.Join(' ', stroke.Select(box.Place))));
    }

    private readonly record struct Box(double Left, double Top, double Width, double Height)
    {
        /// <summary>The notation of a point of a drawing of 100x100 in this box.</summary>
        public string Place(Knot knot) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Left + (Width * knot.Point.X / 100):F1},{Top + (Height * knot.Point.Y / 100):F1}{(knot.IsCorner ? "!" : "")}"
            );
    }
}
