using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Composes images of numbers from handwritten 28x28 digits that vary in size and height. Used to evaluate the recognition of multiple
/// digits.
/// </summary>
/// <param name="digits">Labeled digits, light on dark as in MNIST.</param>
/// <param name="seed">The seed. The same seed gives the same numbers.</param>
public sealed class NumberComposer(Samples<byte> digits, int seed)
{
    // The range of the side of a digit's frame, in pixels of the image: from a thumbnail to a scan.
    private const int Smallest = 36;
    private const int Largest = 96;

    /// <summary>Composes a number of 2 to 6 digits.</summary>
    /// <param name="index">The index of the number; each has its own random stream.</param>
    /// <param name="spacing">The spacing of its digits.</param>
    /// <param name="paper">Its background.</param>
    public ComposedNumber Compose(int index, NumberSpacing spacing, NumberPaper paper)
    {
        PortableRandom random = PortableRandom.Create((ulong)(uint)seed, (ulong)index);
        int count = 2 + random.NextInt(5);
        double side = random.NextDouble(Smallest, Largest);
        int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(digits.Count))];
        List<PlacedDigit> placed = NumberLayout.Place(rows.Select(row => digits.Row(row).ToArray()), side, spacing, paper, random);
        NumberRenderer renderer = new(placed, (int)(side * 1.8), paper, random);
        return new ComposedNumber(renderer.Render(), [.. rows.Select(row => digits.Labels[row])], placed.ConvertAll(digit => digit.Box));
    }
}
