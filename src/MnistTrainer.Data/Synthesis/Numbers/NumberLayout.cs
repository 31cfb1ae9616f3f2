namespace MnistTrainer.Data;

/// <summary>Places the digits of a number beside each other, with sizes and heights that vary as in handwriting.</summary>
internal static class NumberLayout
{
    private const int Frame = 28;

    /// <summary>Places digits from left to right.</summary>
    /// <param name="frames">The 28x28 frames of the digits, light on dark; at least one.</param>
    /// <param name="side">The usual side of a frame, in pixels of the image.</param>
    /// <param name="spacing">The spacing of the digits.</param>
    /// <param name="paper">What they are written on.</param>
    /// <param name="random">The random stream of this number.</param>
    public static List<PlacedDigit> Place(
        IEnumerable<byte[]> frames,
        double side,
        NumberSpacing spacing,
        NumberPaper paper,
        PortableRandom random
    )
    {
        List<PlacedDigit> placed = [];
        foreach (byte[] frame in frames)
        {
            PlacedDigit digit = PlacedDigit.Of(frame, (int)(side * random.NextDouble(0.85, 1.15)));
            digit = digit with { Top = (int)(side * (0.4 + random.NextGaussian(0.04))) + (((int)side - digit.Image.Height) / 2) };
            placed.Add(
                digit with
                {
                    Left = placed.Count == 0 ? (int)(side * 0.4) : Next(placed[^1], digit, spacing, paper, (side, random)),
                }
            );
        }

        return placed;
    }

    private static int Next(
        PlacedDigit before,
        PlacedDigit digit,
        NumberSpacing spacing,
        NumberPaper paper,
        (double Side, PortableRandom Random) chance
    )
    {
        double stroke = chance.Side / Frame;
        if (spacing == NumberSpacing.Touching)
            return before.Touch(digit) - (int)Math.Round(chance.Random.NextDouble(0, 2) * stroke);
        double minimum = paper == NumberPaper.Form ? 8 : 2;
        return before.Touch(digit) + (int)Math.Ceiling(chance.Random.NextDouble(minimum, minimum + 10) * stroke);
    }
}
