using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Puts images of numbers together from digits of 28x28 that hands have written: each a little larger or smaller, higher or lower than the one before. By
/// them the reading of several digits is measured.
/// </summary>
/// <param name="digits">Light ink on black, as MNIST's, with labels.</param>
/// <param name="seed">The same seed gives the same numbers.</param>
public sealed class NumberComposer(Samples<byte> digits, int seed)
{
    private const int Frame = 28;

    // Sides of a digit's frame, in pixels of the image: from a thumbnail to a scan.
    private const int Smallest = 36;
    private const int Largest = 96;

    /// <summary>One number of 2 to 6 digits.</summary>
    /// <param name="index">Which one; each has random numbers of its own.</param>
    /// <param name="spacing">How near its digits stand.</param>
    /// <param name="paper">What it stands on.</param>
    public ComposedNumber Compose(int index, NumberSpacing spacing, NumberPaper paper)
    {
        RandomStream random = RandomStream.Of((ulong)(uint)seed, (ulong)index);
        int count = 2 + random.Index(5);
        double side = random.Between(Smallest, Largest);
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.Index(digits.Count))];
        List<PlacedDigit> placed = [];
        foreach (int row in rows)
        {
            PlacedDigit digit = PlacedDigit.Of(digits.Row(row), (int)(side * random.Between(0.85, 1.15)));
            digit = digit with { Top = (int)(side * (0.4 + random.Bell(0.04))) + (((int)side - digit.Image.Height) / 2) };
            placed.Add(
                digit with
                {
                    Left = placed.Count == 0 ? (int)(side * 0.4) : Beside(placed[^1], digit, spacing, paper, (side, random)),
                }
            );
        }

        PaperDrawing drawing = new(placed, (int)(side * 1.8), paper, random);
        return new ComposedNumber(drawing.Draw(), [.. rows.Select(row => digits.Labels[row])], placed.ConvertAll(digit => digit.Box));
    }

    private static int Beside(
        PlacedDigit before,
        PlacedDigit digit,
        NumberSpacing spacing,
        NumberPaper paper,
        (double Side, RandomStream Random) chance
    )
    {
        double stroke = chance.Side / Frame;
        if (spacing == NumberSpacing.Touching)
            return before.Touch(digit) - (int)Math.Round(chance.Random.Between(0, 2) * stroke);
        double least = paper == NumberPaper.Form ? 8 : 2;
        return before.Touch(digit) + (int)Math.Ceiling(chance.Random.Between(least, least + 10) * stroke);
    }
}
