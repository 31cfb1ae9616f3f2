namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class DistillationTests
{
    private static readonly Distillation Distillation = new(TestTeacher.Create());

    [Theory]
    [InlineData(0.1, 100, false)]
    [InlineData(0.9, 100, true)]
    [InlineData(0.1, 1, true)]
    public void Any_number_of_threads_gives_the_same_bits(double density, int batchSize, bool augments)
    {
        Samples<byte> samples = TrainerTests.Blobs(count: 233, density);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = batchSize,
            Seed = 5,
            Threads = 1,
            Augmentation = augments ? new Scrambling() : null,
            Distillation = Distillation,
        };
        float[] one = Train(options, samples);
        foreach (int threads in new[] { 2, 3, 7 })
            Assert.True(Train(options with { Threads = threads }, samples).AsSpan().SequenceEqual(one), $"{threads} threads");
    }

    [Theory]
    [InlineData(1, "sgd")]
    [InlineData(30, "adam")]
    public void A_weight_of_0_gives_the_same_bits_as_no_teacher(int batchSize, string optimizer)
    {
        Samples<byte> samples = TrainerTests.Blobs(100);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = batchSize,
            Optimizer = Optimizer.Parse(optimizer),
        };
        Assert.Equal(Train(options, samples), Train(options with { Distillation = Distillation with { Weight = 0 } }, samples));
        Assert.NotEqual(Train(options, samples), Train(options with { Distillation = Distillation with { Weight = 0.01f } }, samples));
    }

    [Fact]
    public void Labels_have_no_effect_at_a_weight_of_1()
    {
        Samples<byte> samples = TrainerTests.Blobs(100);
        Samples other = samples.WithLabels(new int[samples.Count], samples.ClassNames);
        TrainingOptions options = new() { Epochs = 2, BatchSize = 20 };
        Assert.NotEqual(Train(options, samples), Train(options, other));
        options = options with { Distillation = Distillation with { Weight = 1 } };
        Assert.Equal(Train(options, samples), Train(options, other));
    }

    [Fact]
    public void A_student_with_false_labels_and_a_weight_of_1_agrees_with_its_teacher()
    {
        Samples<byte> samples = TrainerTests.Blobs(300);
        Network teacher = new Trainer(new TrainingOptions { Epochs = 60, Optimizer = new Adam(0.01f) })
            .Train(TestTeacher.Create(), samples, cancellation: TestContext.Current.CancellationToken)
            .Network;
        Samples mislabeled = samples.WithLabels([.. samples.Labels.ToArray().Select(label => (label + 1) % 3)], samples.ClassNames);
        TrainingOptions options = new()
        {
            Epochs = 100,
            BatchSize = 30,
            Optimizer = new Adam(0.01f),
            Distillation = new Distillation(teacher) { Weight = 1 },
        };
        Network student = new Trainer(options)
            .Train(Student(samples), mislabeled, cancellation: TestContext.Current.CancellationToken)
            .Network;
        (int[] expected, int[] answers) = (AnswersOf(teacher), AnswersOf(student));
        Assert.InRange(expected.Zip(answers).Count(pair => pair.First == pair.Second), 285, 300);

        int[] AnswersOf(Network network)
        {
            List<int> answers = [];
            using BulkScorer scorer = new(network, samples, threads: 1);
            scorer.Score((_, probabilities) => answers.Add(BatchLoss.ArgMax(probabilities)), TestContext.Current.CancellationToken);
            return [.. answers];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_student_that_already_answers_like_its_teacher_has_no_gradient(float temperature)
    {
        Samples<byte> samples = TrainerTests.Blobs(50);
        Network student = Student(samples);
        TrainingOptions options = new()
        {
            BatchSize = 50,
            Augmentation = new Inversion(),
            Distillation = new Distillation(student) { Weight = 1, Temperature = temperature },
        };
        Assert.All(GradientOf(options, samples, student), gradient => Assert.Equal(0, gradient, 1e-6f));
        Assert.Contains(
            GradientOf(options with { Distillation = new Distillation(TestTeacher.Create()) }, samples, student),
            gradient => Math.Abs(gradient) > 0.01
        );
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void The_teacher_answers_to_the_augmented_images(double density)
    {
        Samples<byte> samples = TrainerTests.Blobs(40, density);
        byte[] inverted =
        [
            .. Enumerable.Range(0, samples.Count).SelectMany(row => samples.Row(row).ToArray()).Select(pixel => (byte)(255 - pixel)),
        ];
        Samples<byte> variants = new(samples.Shape, inverted, samples.Labels.ToArray(), samples.ClassNames);
        TrainingOptions options = new() { BatchSize = 40, Distillation = Distillation };
        float[] expected = GradientOf(options, variants, Student(samples)),
            augmented = GradientOf(options with { Augmentation = new Inversion() }, samples, Student(samples));
        Assert.Equal(expected.Length, augmented.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], augmented[i], 1e-6f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_allocates_nothing(bool augments)
    {
        Samples<byte> samples = TrainerTests.Blobs(64);
        TrainingOptions options = new()
        {
            BatchSize = 32,
            Threads = 1,
            Augmentation = augments ? new Inversion() : null,
            Distillation = Distillation,
        };
        using MiniBatchStep step = new(Student(samples), samples, options);
        int[] rows = [.. Enumerable.Range(0, 32)];
        Assert.Equal(0, Allocation.Of(() => step.Run(rows, new(1))));
    }

    [Fact]
    public void Reports_everything_that_makes_a_teacher_unfit()
    {
        Samples<byte> letters = new(Shape.Image(2, 3), new byte[12], [0, 1], ["a", "b"]);
        TrainingOptions options = new()
        {
            Loss = Loss.SquaredError,
            Gradient = GradientRule.Book,
            Distillation = Distillation with { Weight = 1.1f, Temperature = 0.5f },
        };
        Network network = Network.Create(
            NetworkDefinition.Dense(letters.Shape, [], letters.ClassNames, Activation.ReLU, Activation.Sigmoid)
        );
        string message = Assert
            .Throws<InvalidInputException>(() =>
                new Trainer(options).Train(network, letters, cancellation: TestContext.Current.CancellationToken)
            )
            .Message;
        foreach (
            string part in new[]
            {
                "the teacher's weight must be from 0 to 1, not 1.1",
                "the teacher's temperature must be from 1 to 20, not 0.5",
                "a teacher requires the loss softmax-cross-entropy, not squared-error",
                "a teacher requires the exact gradient, not the book's rule",
                "the teacher takes images of 6x6, the network to be trained images of 2x3",
                "the teacher has the classes 0, 1, 2, the network to be trained a, b",
            }
        )
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_of_the_teacher_identifies_it()
    {
        Assert.Equal(new Distillation(TestTeacher.Create()).Fingerprint, Distillation.Fingerprint);
        Assert.NotEqual(new Distillation(TestTeacher.Create(seed: 6)).Fingerprint, Distillation.Fingerprint);
        Assert.Equal(16, Distillation.Fingerprint.Length);
    }

    private static Network Student(Samples samples) =>
        Network.Create(NetworkDefinition.Dense(samples.Shape, [21], samples.ClassNames, Activation.ReLU, Activation.Softmax), seed: 4);

    private static float[] Train(TrainingOptions options, Samples samples) =>
        new Trainer(options)
            .Train(Student(samples), samples, cancellation: TestContext.Current.CancellationToken)
            .Network.Parameters.ToArray();

    private static float[] GradientOf(TrainingOptions options, Samples samples, Network network)
    {
        using MiniBatchStep step = new(network.Copy(), samples, options with { Threads = 2 });
        step.Run([.. Enumerable.Range(0, samples.Count)], new(1));
        return step.Gradient.ToArray();
    }

    /// <summary>An augmentation without working memory.</summary>
    private abstract class Simple : IAugmentation, IAugmenter
    {
        public string Name => GetType().Name;

        public IAugmenter CreateAugmenter(Shape shape) => this;

        public abstract void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random);
    }

    private sealed class Inversion : Simple
    {
        public override void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
        {
            for (int i = 0; i < image.Length; i++)
                result[i] = (byte)(255 - image[i]);
        }
    }

    /// <summary>Shuffles the pixels, so that each row of each step is an image of its own.</summary>
    private sealed class Scrambling : Simple
    {
        public override void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random)
        {
            image.CopyTo(result);
            random.Shuffle(result);
        }
    }
}
