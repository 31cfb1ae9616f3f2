using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments;

/// <summary>The accuracy of recognizing whole numbers of 2 to 6 digits, composed from single digits, on several kinds of paper, with separate and touching digits.</summary>
/// <param name="Count">The number of numbers of each kind. All kinds have the same digits.</param>
/// <param name="Kinds">The accuracy on each kind.</param>
public sealed record MultiDigitEvaluation(int Count, ImmutableArray<MultiDigitAccuracy> Kinds)
{
    /// <summary>The default number of numbers of each kind: 200.</summary>
    public const int DefaultCount = 200;

    // Not the seed whose numbers the constants of the line reader were chosen on.
    private const int Seed = 2;

    // The boxes of a form keep digits apart.
    private static readonly (NumberPaper Paper, NumberSpacing Spacing)[] AllKinds =
    [
        .. Enum.GetValues<NumberPaper>()
            .SelectMany(paper => Enum.GetValues<NumberSpacing>().Select(spacing => (paper, spacing)))
            .Where(kind => kind is not (NumberPaper.Form, NumberSpacing.Touching)),
    ];

    /// <summary>Composes numbers and recognizes them.</summary>
    /// <param name="recognizer">A recognizer of digits.</param>
    /// <param name="digits">Digits of 28x28 pixels to compose the numbers from, labeled with the recognizer's classes.</param>
    /// <param name="count">The number of numbers of each kind, at least 1. Default: 200.</param>
    /// <param name="listener">Receives progress, from several threads. Default: none.</param>
    /// <param name="cancellation">Cancels recognition.</param>
    /// <exception cref="InvalidInputException">The recognizer's network does not recognize digits.</exception>
    /// <exception cref="OperationCanceledException">Recognition was canceled.</exception>
    public static MultiDigitEvaluation Measure(
        ImageRecognizer recognizer,
        Samples<byte> digits,
        int count = DefaultCount,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(digits);
        recognizer.CheckReadsDigits();
        NumberComposer composer = new(digits, Seed);
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Reading numbers", count * AllKinds.Length, "numbers"),
            progress =>
            {
                int[] correct = new int[AllKinds.Length];
                int done = 0;
                for (int kind = 0; kind < AllKinds.Length; kind++)
                {
                    (NumberPaper paper, NumberSpacing spacing) = AllKinds[kind];
                    Parallel.For(
                        0,
                        count,
                        new ParallelOptions { CancellationToken = cancellation },
                        index =>
                        {
                            if (IsCorrect(recognizer, composer.Compose(index, spacing, paper), digits.ClassNames))
                                Interlocked.Increment(ref correct[kind]);
                            progress?.Report(Interlocked.Increment(ref done));
                        }
                    );
                }

                return new MultiDigitEvaluation(
                    count,
                    [.. AllKinds.Zip(correct, (kind, number) => new MultiDigitAccuracy(kind.Paper, kind.Spacing, (double)number / count))]
                );
            }
        );
    }

    private static bool IsCorrect(ImageRecognizer recognizer, ComposedNumber number, IReadOnlyList<string> classNames) =>
        recognizer
            .RecognizeMultiple(number.Image)
            .Select(digit => digit.Answer.Best?.Label)
            .SequenceEqual(number.Digits.Select(digit => classNames[digit]));
}
