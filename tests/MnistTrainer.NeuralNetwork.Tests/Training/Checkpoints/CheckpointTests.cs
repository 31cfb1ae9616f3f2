namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Tests that checkpoints that are damaged or belong to another training are rejected.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly Samples<byte> Samples = InterruptibleTraining.Samples;

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-checkpoint-").FullName;

    private string Target => Path.Combine(_folder, "checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rejects_the_checkpoint_of_another_training_with_every_difference()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 5);
        Network wider = Network.Create(
            NetworkDefinition.Dense(Samples.Shape, [13], Samples.ClassNames, Activation.Tanh, Activation.Softmax)
        );
        TrainingOptions other = options with { Epochs = 7, Seed = 2, Optimizer = new Adam(0.5f) };
        string message = Assert
            .Throws<InvalidInputException>(() =>
                new Trainer(other) { Checkpoints = new Checkpointing(Target) { Resume = true } }.Train(
                    wider,
                    Samples.Subset([.. Enumerable.Range(1, 50)]),
                    cancellation: TestContext.Current.CancellationToken
                )
            )
            .Message;
        foreach (
            string part in new[]
            {
                "epochs (6 there, 7 here)",
                "seed (1 there, 2 here)",
                "optimizer (adam at 0.001 there, adam at 0.5 here)",
                "layers (dense(12,tanh), dense(3,softmax) there, dense(13,tanh), dense(3,softmax) here)",
                "training samples (97 samples",
                "validation samples (",
            }
        )
            Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain("batch size", message, StringComparison.Ordinal);
        Assert.True(File.Exists(Target));
    }

    [Fact]
    public void Another_teacher_is_another_training()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("teacher");
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 5);
        options = options with { Distillation = new Distillation(TestTeacher.Create(seed: 6)) };
        string message = Assert
            .Throws<InvalidInputException>(() =>
                InterruptibleTraining.Run(network, options, new Checkpointing(Target) { Resume = true }, 5)
            )
            .Message;
        Assert.Contains("Differences: distillation (a teacher with the fingerprint ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_different_label_pixel_or_weight_is_another_training()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 5);
        byte[] pixels = [.. Enumerable.Range(0, Samples.Count).SelectMany(row => Samples.Row(row).ToArray())];
        pixels[100]++;
        Rejects(new Samples<byte>(Samples.Shape, pixels, Samples.Labels.ToArray(), Samples.ClassNames));
        pixels[100]--;
        int[] labels = Samples.Labels.ToArray();
        labels[3] = (labels[3] + 1) % 3;
        Rejects(new Samples<byte>(Samples.Shape, pixels, labels, Samples.ClassNames));
        float[] weights = [.. Enumerable.Repeat(1f, Samples.Count)];
        weights[5] = 2;
        Rejects(Samples.WithWeights(weights));

        void Rejects(Samples samples) =>
            Assert.Contains(
                "Differences: training samples (97 samples",
                Assert
                    .Throws<InvalidInputException>(() =>
                        new Trainer(options) { Checkpoints = new Checkpointing(Target) { Resume = true } }.Train(
                            network,
                            samples,
                            InterruptibleTraining.Validation,
                            cancellation: TestContext.Current.CancellationToken
                        )
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void The_identity_of_a_training_includes_every_option_except_threads()
    {
        IEnumerable<string> names = typeof(TrainingOptions)
            .GetProperties()
            .Where(property => property.CanWrite && property.Name != nameof(TrainingOptions.Threads))
            .Select(property =>
                string.Concat(
                    property.Name.Select(
                        (letter, i) =>
                            i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"
                    )
                )
            );
        Assert.Equal(names.Order(), TrainingIdentity.OptionsOf(new TrainingOptions()).Keys.Order());
    }

    [Fact]
    public void Rejects_a_damaged_checkpoint_and_names_the_remedy()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 5);
        byte[] good = File.ReadAllBytes(Target);
        RandomSource random = new(4);
        for (int i = 0; i < 60; i++)
        {
            byte[] bad = i % 2 == 0 ? good[..random.NextInt(good.Length)] : [.. good];
            if (i % 2 == 1)
                bad[random.NextInt(bad.Length)] ^= (byte)(1 << random.NextInt(8));
            File.WriteAllBytes(Target, bad);
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => Checkpoint.Load(Target));
            Assert.StartsWith(Target, error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(Target, good[..^1]);
        Assert.EndsWith(
            "The checkpoint is damaged: start again without resuming.",
            Assert.Throws<InvalidInputException>(() => Checkpoint.Load(Target)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_checkpoint_of_an_older_version_is_rejected()
    {
        (Network network, TrainingOptions options) = InterruptibleTraining.Of("adam");
        InterruptibleTraining.Run(network, options, new Checkpointing(Target), 5);
        byte[] bytes = File.ReadAllBytes(Target);
        bytes[8] = 2;
        File.WriteAllBytes(Target, bytes);
        Assert.EndsWith(
            "expected version 3, found version 2. Resume with the version of the program that wrote it.",
            Assert.Throws<InvalidInputException>(() => Checkpoint.Load(Target)).Message,
            StringComparison.Ordinal
        );
    }
}
