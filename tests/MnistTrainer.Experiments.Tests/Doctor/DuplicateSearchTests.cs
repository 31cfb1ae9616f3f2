using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class DuplicateSearchTests
{
    private static readonly Samples<byte> Digits = (Samples<byte>)SyntheticData.Digits.Train.Subset([.. Enumerable.Range(0, 300)]);

    [Fact]
    public void Different_digits_are_no_duplicates() => Assert.Empty(Search(Digits));

    [Theory]
    [InlineData(DuplicateKind.Exact)]
    [InlineData(DuplicateKind.Shifted)]
    [InlineData(DuplicateKind.Near)]
    public void Finds_copies_of_each_kind(DuplicateKind kind)
    {
        int[] originals = [3, 50, 299];
        Samples<byte> all = Digits.Concat(Changed(originals, image => Change(image, kind)));
        ImmutableArray<DuplicateGroup> groups = Search(all);
        Assert.Equal(originals, groups.Select(group => group.Members[0].Row));
        for (int i = 0; i < groups.Length; i++)
        {
            DuplicateMember copy = groups[i].Members[^1];
            Assert.Equal((300 + i, originals[i], kind), (copy.Row, copy.Other, copy.Kind));
            Assert.Equal(2, groups[i].Members.Length);
            Assert.InRange(copy.Similarity, kind == DuplicateKind.Near ? 0.9 : 1, 1);
        }
    }

    /// <summary>One bright pixel is much of a thin stroke: of many digits, the correlation is below the threshold.</summary>
    [Fact]
    public void Finds_copies_with_one_pixel_changed_whatever_their_correlation()
    {
        int[] originals = [.. Enumerable.Range(0, 60)];
        Samples<byte> all = Digits.Concat(Changed(originals, image => image[5] = (byte)(255 - image[5])));
        ImmutableArray<DuplicateGroup> groups = Search(all);
        Assert.Equal(originals, groups.Select(group => group.Members[0].Row));
        Assert.Contains(groups, group => group.Members[0].Similarity < DuplicateSearch.DefaultSimilarity);
        Assert.All(groups, group => Assert.Equal([0, 300], group.Members.Select(member => member.Row - group.Members[0].Row)));
    }

    /// <summary>A slow twin: all pairs, and the correlation by its textbook formula.</summary>
    [Theory]
    [InlineData(1, 28, 28, 0.97)]
    [InlineData(3, 9, 14, 0.99)]
    [InlineData(1, 1, 40, 0.95)]
    public void Finds_all_pairs_that_comparing_all_pairs_finds(int channels, int height, int width, double similarity)
    {
        Shape shape = new(channels, height, width);
        Samples<byte> samples = NoisyCopies(shape, 400);
        RowSets expected = new(samples.Count);
        for (int a = 0; a < samples.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (Correlation(samples.Row(a), samples.Row(b)) >= similarity)
                    expected.Join(a, b);
            }
        }

        ImmutableArray<DuplicateGroup> groups = DuplicateSearch.Run(
            samples,
            similarity,
            threads: 1,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.True(groups.Length > 20, $"{groups.Length}");
        Assert.Equal(expected.Groups, groups.Select(group => string.Join(' ', group.Members.Select(member => member.Row))));
        foreach (DuplicateMember member in groups.SelectMany(group => group.Members))
            Assert.Equal(Correlation(samples.Row(member.Row), samples.Row(member.Other)), member.Similarity, 9);
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        Samples<byte> samples = NoisyCopies(Shape.Image(28, 28), 400);
        ImmutableArray<DuplicateGroup> one = DuplicateSearch.Run(samples, 0.97, 1, cancellation: TestContext.Current.CancellationToken);
        foreach (int threads in (int[])[0, 2, 5])
        {
            ImmutableArray<DuplicateGroup> others = DuplicateSearch.Run(
                samples,
                0.97,
                threads,
                cancellation: TestContext.Current.CancellationToken
            );
            Assert.Equal(one.SelectMany(group => group.Members), others.SelectMany(group => group.Members));
        }
    }

    /// <summary>Images of one value are copies of each other if the value is the same, and like no other image.</summary>
    [Fact]
    public void Blank_images_are_exact_duplicates_only()
    {
        byte[] pixels = new byte[4 * 64];
        pixels.AsSpan(2 * 64, 64).Fill(9);
        pixels[(3 * 64) + 20] = 200;
        ImmutableArray<DuplicateGroup> groups = Search(new Samples<byte>(Shape.Image(8, 8), pixels, [0, 0, 1, 1], ["0", "1"]));
        Assert.Equal(
            [new DuplicateMember(0, 1, DuplicateKind.Exact, 1), new DuplicateMember(1, 0, DuplicateKind.Exact, 1)],
            Assert.Single(groups).Members
        );
    }

    /// <summary>All cosines of such images would be 3,072 arrays of 602 KB, 1.85 GB; a description needs 32 of them.</summary>
    [Fact]
    public void Large_images_are_described_by_few_cosines()
    {
        Samples<byte> samples = NoisyCopies(new Shape(3, 224, 224), 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        DuplicateSearch.Run(samples, threads: 1, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void Can_be_canceled()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DuplicateSearch.Run(Digits, cancellation: source.Token));
    }

    private static ImmutableArray<DuplicateGroup> Search(Samples<byte> samples) =>
        DuplicateSearch.Run(samples, cancellation: TestContext.Current.CancellationToken);

    private static void Change(Span<byte> image, DuplicateKind kind)
    {
        if (kind == DuplicateKind.Shifted)
        {
            // Down by one row and left by one column.
            image[1..^28].ToArray().CopyTo(image[28..]);
        }
        else if (kind == DuplicateKind.Near)
        {
            // Less contrast, and noise of up to 7 of 255.
            Random random = new(1);
            foreach (ref byte value in image)
                value = (byte)((value * 0.8) + random.Next(8));
        }
    }

    private static Samples<byte> Changed(int[] rows, SpanAction change)
    {
        byte[] pixels = new byte[rows.Length * 784];
        for (int i = 0; i < rows.Length; i++)
        {
            Span<byte> image = pixels.AsSpan(i * 784, 784);
            Digits.Row(rows[i]).CopyTo(image);
            change(image);
        }

        return new Samples<byte>(Digits.Shape, pixels, [.. rows.Select(row => Digits.Labels[row])], Digits.ClassNames);
    }

    private delegate void SpanAction(Span<byte> image);

    // Smooth images, some of which are copies of earlier ones with noise of several strengths.
    private static Samples<byte> NoisyCopies(Shape shape, int count)
    {
        Random random = new(3);
        byte[] pixels = new byte[count * shape.Size];
        for (int row = 0; row < count; row++)
        {
            Span<byte> image = pixels.AsSpan(row * shape.Size, shape.Size);
            int original = row > 10 && random.Next(2) == 0 ? random.Next(row) : -1,
                noise = random.Next(60);
            double frequency = random.NextDouble(),
                phase = random.NextDouble() * 6;
            for (int i = 0; i < image.Length; i++)
            {
                double value = original >= 0 ? pixels[(original * shape.Size) + i] : 128 + (100 * Math.Sin((frequency * i) + phase));
                image[i] = (byte)Math.Clamp(value + random.Next(-noise, noise + 1), 0, 255);
            }
        }

        return new Samples<byte>(shape, pixels, new int[count], ["0"]);
    }

    private static double Correlation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        double[] x = [.. a.ToArray().Select(value => (double)value)],
            y = [.. b.ToArray().Select(value => (double)value)];
        (double meanX, double meanY) = (x.Average(), y.Average());
        double covariance = x.Zip(y, (one, other) => (one - meanX) * (other - meanY)).Sum();
        return covariance / Math.Sqrt(x.Sum(one => (one - meanX) * (one - meanX)) * y.Sum(one => (one - meanY) * (one - meanY)));
    }

    private sealed class RowSets(int count)
    {
        private readonly int[] _labels = [.. Enumerable.Range(0, count)];

        public IEnumerable<string> Groups =>
            _labels
                .Index()
                .GroupBy(one => one.Item)
                .Where(group => group.Count() > 1)
                .Select(group => string.Join(' ', group.Select(one => one.Index)));

        public void Join(int a, int b)
        {
            (int from, int to) = (Math.Max(_labels[a], _labels[b]), Math.Min(_labels[a], _labels[b]));
            for (int i = 0; i < _labels.Length; i++)
                _labels[i] = _labels[i] == from ? to : _labels[i];
        }
    }
}
