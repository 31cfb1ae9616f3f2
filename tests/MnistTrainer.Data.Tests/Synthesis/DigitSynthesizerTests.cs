using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public class DigitSynthesizerTests
{
    private static readonly Samples<byte> Some = DigitSynthesizer.Synthesize(1000, seed: 5, DataSplit.Train);

    [Fact]
    public void The_longer_side_of_the_ink_is_20_pixels()
    {
        for (int row = 0; row < Some.Count; row++)
        {
            byte[] image = Some.Row(row).ToArray();
            int[] inked = [.. Enumerable.Range(0, image.Length).Where(pixel => image[pixel] > 0)];

            Assert.Equal(20, Math.Max(Extent(inked.Select(pixel => pixel % 28)), Extent(inked.Select(pixel => pixel / 28))));
        }
    }

    [Fact]
    public void The_center_of_mass_is_as_close_to_pixel_14_14_as_the_edges_allow()
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
    public void The_maximum_is_255_in_nearly_every_image_but_those_of_hairlines()
    {
        int full = Enumerable.Range(0, Some.Count).Count(row => Some.Row(row).Contains((byte)255));
        double hairlines = WritingInstrument.All.Where(instrument => instrument.Width is { To: < 2.0 }).Sum(instrument => instrument.Share);

        Assert.InRange(full, (0.99 - hairlines) * Some.Count, Some.Count);
    }

    [Fact]
    public void Classes_are_balanced_and_shuffled()
    {
        int[] labels = DigitSynthesizer.BalancedLabels(1003, seed: 2, DataSplit.Test);

        Assert.All(labels.CountBy(label => label), pair => Assert.InRange(pair.Value, 100, 101));
        Assert.Equal(10, labels.Distinct().Count());
        // In random order, one in ten pairs of neighbors has the same class.
        Assert.InRange(labels.Zip(labels.Skip(1)).Count(pair => pair.First == pair.Second), 60, 140);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_digits_on_one_thread()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        // Parallel loops run on their caller's scheduler; this one is single-threaded.
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
    public void Different_seeds_and_splits_share_no_digits(int seed, DataSplit split)
    {
        Samples<byte> others = DigitSynthesizer.Synthesize(1000, seed, split, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(2000, Images(Some).Concat(Images(others)).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(DigitSynthesizer.MaximumCount + 1)]
    public void Rejects_a_count_out_of_range(int count) =>
        Rejection.Of(() => DigitSynthesizer.Synthesize(count, 1, DataSplit.Train), "a count from 1 to 1000000", $"{count}");

    [Fact]
    public void Stops_when_canceled()
    {
        using CancellationTokenSource canceled = new();
        canceled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            DigitSynthesizer.Synthesize(1000, 1, DataSplit.Train, cancellation: canceled.Token)
        );
    }

    internal static IEnumerable<string> Images(Samples<byte> samples) =>
        Enumerable.Range(0, samples.Count).Select(row => Convert.ToBase64String(samples.Row(row)));

    private static int Extent(IEnumerable<int> places) => places.Max() - places.Min() + 1;
}
