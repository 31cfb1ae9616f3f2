namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class AugmentationTests
{
    [Theory]
    [InlineData(0.1, 100)]
    [InlineData(0.9, 100)]
    [InlineData(0.1, 1)]
    public void Any_number_of_threads_gives_the_same_bits(double density, int batchSize)
    {
        Samples<byte> samples = TrainerTests.Blobs(count: 233, density);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = batchSize,
            Seed = 5,
            Threads = 1,
            Augmentation = new Noise(),
        };
        float[] one = Train(options, samples).Network.Parameters.ToArray();
        foreach (int threads in new[] { 2, 3, 7 })
            Assert.True(Train(options with { Threads = threads }, samples).Network.Parameters.SequenceEqual(one), $"{threads} threads");
    }

    [Fact]
    public void Online_training_augments_images()
    {
        Samples<byte> samples = TrainerTests.Blobs(20);
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 1,
            Optimizer = new GradientDescent(0.1f),
        };
        Assert.False(
            Train(options with { Augmentation = new Noise() }, samples)
                .Network.Parameters.SequenceEqual(Train(options, samples).Network.Parameters)
        );
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void An_identity_augmentation_does_not_change_training(double density)
    {
        Samples<byte> samples = TrainerTests.Blobs(150, density);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = 40,
            Threads = 2,
        };
        Assert.True(
            Train(options with { Augmentation = new Unchanged() }, samples)
                .Network.Parameters.SequenceEqual(Train(options, samples).Network.Parameters)
        );
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void The_gradient_is_computed_on_the_variants(double density)
    {
        Samples<byte> samples = TrainerTests.Blobs(30, density);
        byte[] inverted = new byte[samples.Count * samples.Shape.Size];
        for (int row = 0; row < samples.Count; row++)
            Invert(samples.Row(row), inverted.AsSpan(row * samples.Shape.Size));
        Samples<byte> variants = new(samples.Shape, inverted, samples.Labels.ToArray(), samples.ClassNames);
        TrainingOptions options = new() { BatchSize = 30, Threads = 2 };
        using MiniBatchStep augmented = new(Create(samples), samples, options with { Augmentation = new Inversion() });
        using MiniBatchStep plain = new(Create(samples), variants, options);
        int[] rows = [.. Enumerable.Range(0, 30).Reverse()];
        Assert.Equal(plain.Run(rows, new(1)).Loss, augmented.Run(rows, new(1)).Loss, 1e-4);
        for (int i = 0; i < plain.Gradient.Length; i++)
            Assert.Equal(plain.Gradient[i], augmented.Gradient[i], 1e-6f);
    }

    [Fact]
    public void Every_row_of_every_step_has_its_own_random_numbers_determined_by_the_seed()
    {
        Samples<byte> samples = TrainerTests.Blobs(64);
        ulong[] first = Drawn(seed: 1),
            again = Drawn(seed: 1),
            other = Drawn(seed: 2);
        Assert.Equal(3 * 64, first.Distinct().Count());
        Assert.Equal(first, again);
        Assert.Empty(first.Intersect(other));

        ulong[] Drawn(ulong seed)
        {
            FirstBits bits = new();
            Train(
                new TrainingOptions
                {
                    Epochs = 3,
                    BatchSize = 32,
                    Threads = 1,
                    Seed = seed,
                    Augmentation = bits,
                },
                samples
            );
            return [.. bits.Drawn];
        }
    }

    [Fact]
    public void Validation_samples_are_not_augmented()
    {
        Samples<byte> samples = TrainerTests.Blobs(50);
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 10,
            Threads = 1,
        };
        FirstBits bits = new();
        TrainingResult result = new Trainer(options with { Augmentation = bits }).Train(
            Create(samples),
            samples,
            validation: samples,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(50, bits.Drawn.Count);
        using BulkScorer scorer = new(result.Network, samples, threads: 1);
        Assert.Equal(scorer.Measure(TestContext.Current.CancellationToken).MicroAccuracy, result.Epochs[0].ValidationAccuracy);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Samples<byte> samples = TrainerTests.Blobs(64);
        using MiniBatchStep step = new(
            Create(samples),
            samples,
            new TrainingOptions
            {
                BatchSize = 32,
                Threads = 1,
                Augmentation = new Noise(),
            }
        );
        int[] rows = [.. Enumerable.Range(0, 32)];
        Assert.Equal(0, Allocation.Of(() => step.Run(rows, new(1))));
    }

    [Fact]
    public void Rejects_floats_and_names_the_remedy()
    {
        Samples<float> samples = new(Shape.Image(1, 2), [0.5f, 1], [0], ["0"]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            Train(new TrainingOptions { Augmentation = new Noise() }, samples)
        );
        Assert.Contains("train without augmentation", error.Message, StringComparison.Ordinal);
    }

    private static Network Create(Samples samples) =>
        Network.Create(NetworkDefinition.Dense(samples.Shape, [21], samples.ClassNames, Activation.ReLU, Activation.Softmax), seed: 4);

    private static TrainingResult Train(TrainingOptions options, Samples samples) =>
        new Trainer(options).Train(Create(samples), samples, cancellation: TestContext.Current.CancellationToken);

    private static void Invert(ReadOnlySpan<byte> image, Span<byte> result)
    {
        for (int i = 0; i < image.Length; i++)
            result[i] = (byte)(255 - image[i]);
    }

    /// <summary>An augmentation without working memory.</summary>
    private abstract class Simple : IAugmentation, IAugmenter
    {
        public string Name => GetType().Name;

        public IAugmenter CreateAugmenter(Shape shape) => this;

        public abstract void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random);
    }

    /// <summary>Adds noise to every nonzero pixel, so that different images use different amounts of random numbers.</summary>
    private sealed class Noise : Simple
    {
        public override void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
        {
            for (int i = 0; i < image.Length; i++)
                result[i] = image[i] == 0 ? (byte)0 : (byte)Math.Clamp(image[i] + (20 * random.NextGaussian()), 0, 255);
        }
    }

    private sealed class Unchanged : Simple
    {
        public override void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random) => image.CopyTo(result);
    }

    private sealed class Inversion : Simple
    {
        public override void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random) => Invert(image, result);
    }

    private sealed class FirstBits : Simple
    {
        public List<ulong> Drawn { get; } = [];

        public override void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
        {
            Drawn.Add(random.NextBits());
            image.CopyTo(result);
        }
    }
}
