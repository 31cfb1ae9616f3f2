using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Real digits, stored in other ways than the shipped network expects.</summary>
public sealed class SampleOrientationTests
{
    private static readonly Network Shipped = ModelFile.Load(TestNetworks.ShippedPath);

    private static readonly Samples<byte> Digits = (
        (Samples<byte>)
            DataSource
                .Open(Path.Combine(Repository.Root, "datasets", "digits"))
                .Load(DataSplit.Test, null, TestContext.Current.CancellationToken)!
                .Samples.Subset([.. Enumerable.Range(0, 100)])
    );

    private static Samples<byte> WithoutLabels(Samples<byte> samples) =>
        new(samples.Shape, [.. Enumerable.Range(0, samples.Count).SelectMany(row => samples.Row(row).ToArray())], null, []);

    [Theory]
    [InlineData(true, true, false, ImageTurn.Inverted)]
    [InlineData(true, false, true, ImageTurn.Transposed)]
    [InlineData(true, true, true, ImageTurn.InvertedAndTransposed)]
    [InlineData(false, true, false, ImageTurn.Inverted)]
    public void Turns_digits_that_the_network_reads_only_so(bool labels, bool inverted, bool transposed, ImageTurn turn)
    {
        RecordingListener listener = new();
        Samples<byte> stored = transposed ? ImageOrientation.Transpose(Digits) : Digits;
        stored = inverted ? ImageOrientation.Invert(stored) : stored;
        stored = labels ? stored : WithoutLabels(stored);
        Samples<byte> restored = SampleOrientation.Restore(Shipped, stored, listener, TestContext.Current.CancellationToken);
        Assert.Equal([new ImagesTurnedNote(turn)], listener.Notes);
        for (int row = 0; row < Digits.Count; row++)
            Assert.Equal(Digits.Row(row), restored.Row(row));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leaves_digits_that_the_network_reads_as_they_are(bool labels)
    {
        RecordingListener listener = new();
        Samples<byte> stored = labels ? Digits : WithoutLabels(Digits);
        Assert.Same(stored, SampleOrientation.Restore(Shipped, stored, listener, TestContext.Current.CancellationToken));
        Assert.Empty(listener.Notes);
    }

    // Inverted, a dense network answers the same class to nearly all digits; a table may have that class in all rows.
    [Fact]
    public void Labels_of_a_single_class_turn_nothing()
    {
        Recipe fast = Recipe.All.Single(recipe => recipe.Name == "fast");
        Network dense = (fast with { Training = fast.Training with { Epochs = 5, Seed = 1 } })
            .Train(SyntheticData.Digits, cancellation: TestContext.Current.CancellationToken)
            .Network;
        Samples<byte> inverted = ImageOrientation.Invert(Digits);
        Evaluation backwards = Evaluation.Measure(dense, inverted, cancellation: TestContext.Current.CancellationToken);
        long[] answers = [.. Enumerable.Range(0, 10).Select(backwards.Metrics.ConfusionMatrix.PredictedCount)];
        int usual = answers.IndexOf(answers.Max());
        Assert.InRange(answers[usual], 80, 100);
        var stored = (Samples<byte>)Digits.WithLabels([.. Enumerable.Repeat(usual, Digits.Count)], Digits.ClassNames);
        RecordingListener listener = new();
        Assert.Same(stored, SampleOrientation.Restore(dense, stored, listener, TestContext.Current.CancellationToken));
        Assert.Empty(listener.Notes);
        Assert.Equal(new SingleClassNote(Digits.ClassNames[usual], Digits.Count), SingleClassNote.For(stored));
        Assert.Null(SingleClassNote.For(Digits));
        Assert.Null(SingleClassNote.For(WithoutLabels(Digits)));
    }

    [Fact]
    public void Digits_of_a_single_class_are_turned_by_their_border()
    {
        int[] rows = [.. Enumerable.Range(0, Digits.Count).Where(row => Digits.Labels[row] == 3)];
        var threes = (Samples<byte>)Digits.Subset([.. rows, .. rows]);
        RecordingListener listener = new();
        Samples<byte> restored = SampleOrientation.Restore(
            Shipped,
            ImageOrientation.Invert(threes),
            listener,
            TestContext.Current.CancellationToken
        );
        Assert.Equal([new ImagesTurnedNote(ImageTurn.Inverted)], listener.Notes);
        Assert.Equal(threes.Row(0), restored.Row(0));
    }

    [Fact]
    public void Does_not_turn_what_the_network_reads_in_no_way()
    {
        int[] wrong = [.. Digits.Labels.ToArray().Select(label => (label + 3) % 10)];
        var stored = (Samples<byte>)Digits.WithLabels(wrong, Digits.ClassNames);
        Assert.Same(stored, SampleOrientation.Restore(Shipped, stored, cancellation: TestContext.Current.CancellationToken));
        Evaluation evaluation = Evaluation.Measure(Shipped, stored, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(10, PoorEvaluationNote.For(evaluation.Metrics)!.Classes);
        Assert.Null(
            PoorEvaluationNote.For(Evaluation.Measure(Shipped, Digits, cancellation: TestContext.Current.CancellationToken).Metrics)
        );
    }
}
