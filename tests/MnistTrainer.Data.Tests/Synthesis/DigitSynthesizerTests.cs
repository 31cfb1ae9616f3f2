using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public class DigitSynthesizerTests
{
    private static readonly Samples<byte> Some = DigitSynthesizer.Synthesize(1000, seed: 5, DataSplit.Train);

    [Fact]
    public void Ink_fills_a_box_whose_longer_side_is_20_pixels()
    {
        for (int row = 0; row < Some.Count; row++)
        {
            byte[] image = Some.Row(row).ToArray();
            int[] inked = [.. Enumerable.Range(0, image.Length).Where(pixel => image[pixel] > 0)];

            Assert.Equal(20, Math.Max(Extent(inked.Select(pixel => pixel % 28)), Extent(inked.Select(pixel => pixel / 28))));
        }
    }

    [Fact]
    public void Center_of_mass_is_nearest_to_pixel_14_14_where_the_edge_allows()
    {
        int atTheEdge = 0;
        for (int row = 0; row < Some.Count; row++)
        {
            byte[] image = Some.Row(row).ToArray();
            double mass = image.Sum(pixel => pixel);
            double right = image.Select((ink, pixel) => ink * (pixel % 28)).Sum() / mass;
            double down = image.Select((ink, pixel) => ink * (pixel / 28)).Sum() / mass;
            if (image.Where((ink, pixel) => ink > 0 && (pixel % 28 is 0 or 27 || pixel / 28 is 0 or 27)).Any())
            {
                atTheEdge++;
                continue;
            }

            Assert.Equal(14.0, right, 0.5 + 1e-9);
            Assert.Equal(14.0, down, 0.5 + 1e-9);
        }

        Assert.InRange(atTheEdge, 0, Some.Count / 25);
    }

    [Fact]
    public void Darkest_ink_is_255_in_nearly_every_image()
    {
        int full = Enumerable.Range(0, Some.Count).Count(row => Some.Row(row).Contains((byte)255));

        Assert.InRange(full, 0.99 * Some.Count, Some.Count);
    }

    [Fact]
    public void Classes_are_balanced_and_in_no_order()
    {
        int[] labels = DigitSynthesizer.BalancedLabels(1003, seed: 2, DataSplit.Test);

        Assert.All(labels.CountBy(label => label), pair => Assert.InRange(pair.Value, 100, 101));
        Assert.Equal(10, labels.Distinct().Count());
        // In random order a neighbor is alike one time in ten.
        Assert.InRange(labels.Zip(labels.Skip(1)).Count(pair => pair.First == pair.Second), 60, 140);
    }

    [Fact]
    public async Task Same_seed_gives_the_same_digits_on_one_thread()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        // Parallel loops run where their caller runs; this scheduler has one place.
        TaskScheduler oneAtATime = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler;

        Samples<byte> again = await Task.Factory.StartNew(
            () => DigitSynthesizer.Synthesize(1000, seed: 5, DataSplit.Train, cancellation: cancellation),
            cancellation,
            TaskCreationOptions.None,
            oneAtATime
        );

        Assert.Equal(Some.Labels, again.Labels);
        for (int row = 0; row < Some.Count; row++)
            Assert.Equal(Some.Row(row), again.Row(row));
    }

    [Theory]
    [InlineData(6, DataSplit.Train)]
    [InlineData(5, DataSplit.Test)]
    public void Another_seed_or_the_other_part_has_none_of_the_same_digits(int seed, DataSplit split)
    {
        Samples<byte> others = DigitSynthesizer.Synthesize(1000, seed, split, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(2000, Images(Some).Concat(Images(others)).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(DigitSynthesizer.MaximumCount + 1)]
    public void Count_out_of_range_is_rejected(int count) =>
        Rejection.Of(() => DigitSynthesizer.Synthesize(count, 1, DataSplit.Train), "a count from 1 to 1000000", $"{count}");

    [Fact]
    public void Cancelling_stops_it()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            DigitSynthesizer.Synthesize(1000, 1, DataSplit.Train, cancellation: cancelled.Token)
        );
    }

    internal static IEnumerable<string> Images(Samples<byte> samples) =>
        Enumerable.Range(0, samples.Count).Select(row => Convert.ToBase64String(samples.Row(row)));

    private static int Extent(IEnumerable<int> places) => places.Max() - places.Min() + 1;
}
