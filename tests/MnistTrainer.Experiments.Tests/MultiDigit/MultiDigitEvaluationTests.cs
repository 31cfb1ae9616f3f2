using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments.Tests;

public sealed class MultiDigitEvaluationTests
{
    private const int Count = 5;

    private static readonly Samples<byte> Digits = DigitSynthesizer.Synthesize(300, seed: 31, DataSplit.Test);

    [Fact]
    public void Counts_the_numbers_that_are_read_from_the_first_digit_to_the_last()
    {
        RecordingListener listener = new();
        var recognizer = ImageRecognizer.Load(TestNetworks.ShippedPath);
        var evaluation = MultiDigitEvaluation.Measure(recognizer, Digits, Count, listener, TestContext.Current.CancellationToken);
        Assert.Equal(9, evaluation.Kinds.Length);
        Assert.DoesNotContain(evaluation.Kinds, kind => kind is { Paper: NumberPaper.Form, Spacing: NumberSpacing.Touching });
        Assert.Equal((new ExperimentPhase("Reading numbers", 9 * Count, "numbers"), 9 * Count), Assert.Single(listener.Ended));

        NumberComposer composer = new(Digits, seed: 2);
        int correct = Enumerable
            .Range(0, Count)
            .Select(index => composer.Compose(index, NumberSpacing.Apart, NumberPaper.White))
            .Count(number => Read(recognizer, number) == TextOf(number));
        MultiDigitAccuracy white = evaluation.Kinds.Single(kind => kind is { Paper: NumberPaper.White, Spacing: NumberSpacing.Apart });
        Assert.Equal((double)correct / Count, white.Accuracy);
        Assert.True(white.Accuracy >= 0.8);
    }

    [Fact]
    public void Rejects_networks_that_do_not_read_digits()
    {
        ImageRecognizer recognizer = new(TestNetworks.Echo(Shape.Vector(2), "a", "b"));
        Assert.Throws<InvalidInputException>(() =>
            MultiDigitEvaluation.Measure(recognizer, Digits, cancellation: TestContext.Current.CancellationToken)
        );
    }

    private static string Read(ImageRecognizer recognizer, ComposedNumber number) =>
        string.Concat(recognizer.RecognizeMultiple(number.Image).Select(digit => digit.Answer.Best?.Label));

    private static string TextOf(ComposedNumber number) =>
        string.Concat(number.Digits.Select(digit => digit.ToString(CultureInfo.InvariantCulture)));
}
