using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests.Numbers;

public sealed class CutSynthesizerTests
{
    private static readonly Samples<byte> Digits = DigitSynthesizer.Synthesize(200, seed: 3, DataSplit.Test);

    [Fact]
    public void Half_of_the_images_are_one_digit()
    {
        Samples<byte> cuts = CutSynthesizer.Synthesize(400, seed: 2, DataSplit.Train, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(CutSynthesizer.Classes, cuts.ClassNames);
        Assert.Equal(Shape.Image(28, 28), cuts.Shape);
        Assert.Equal(200, cuts.Labels.ToArray().Count(label => label < 10));
        Assert.Equal(11, cuts.Labels.ToArray().Distinct().Count());
    }

    [Fact]
    public void Cuts_depend_on_seed_split_and_digits_only()
    {
        byte[] cuts = Pixels(seed: 2, DataSplit.Train, Digits);
        Assert.Equal(cuts, Pixels(seed: 2, DataSplit.Train, Digits));
        Assert.NotEqual(cuts, Pixels(seed: 3, DataSplit.Train, Digits));
        Assert.NotEqual(cuts, Pixels(seed: 2, DataSplit.Test, Digits));
        Assert.NotEqual(cuts, Pixels(seed: 2, DataSplit.Train, digits: null));

        static byte[] Pixels(int seed, DataSplit split, Samples<byte>? digits) =>
            PixelsOf(CutSynthesizer.Synthesize(64, seed, split, digits, cancellation: TestContext.Current.CancellationToken));
    }

    private static byte[] PixelsOf(Samples<byte> samples) =>
        [.. Enumerable.Range(0, samples.Count).SelectMany(row => samples.Row(row).ToArray())];

    [Theory]
    [InlineData(0)]
    [InlineData(DigitSynthesizer.MaximumCount + 1)]
    public void Counts_out_of_range_are_rejected(int count) =>
        Assert.StartsWith(
            "synthesis: expected a count from 1 to 1000000, found",
            Assert
                .Throws<InvalidInputException>(() =>
                    CutSynthesizer.Synthesize(count, seed: 1, DataSplit.Train, cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );

    /// <summary>Of digits that do not touch, exactly one group of parts is each digit, and all parts together are none.</summary>
    [Fact]
    public void Parts_of_a_number_match_the_digits_that_they_are()
    {
        for (int index = 0; index < 10; index++)
        {
            PortableRandom random = PortableRandom.Create(7, (ulong)index);
            List<PlacedDigit> placed = NumberLayout.Place(
                Enumerable.Range(0, 3).Select(digit => Digits.Row((3 * index) + digit).ToArray()),
                side: 60,
                NumberSpacing.Apart,
                NumberPaper.White,
                random
            );
            GrayImage image = new NumberRenderer(placed, height: 108, NumberPaper.White, random).Render();
            DigitLine line = Assert.Single(DigitLines.Find(image));
            CutLine cut = new(line, placed);
            for (int digit = 0; digit < placed.Count; digit++)
            {
                double best = Enumerable
                    .Range(0, line.Count)
                    .SelectMany(first => Enumerable.Range(1, line.Count - first).Select(count => cut.Match(first, count, digit)))
                    .Max();
                Assert.InRange(best, 0.95, 1);
                Assert.InRange(cut.Match(0, line.Count, digit), -20, 0.5);
            }
        }
    }
}
