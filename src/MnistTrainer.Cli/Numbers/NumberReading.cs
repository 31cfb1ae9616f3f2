using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Numbers;

/// <summary>Measures how many numbers, put together from single digits, are read rightly from their first digit to their last.</summary>
/// <param name="recognizer">What reads them.</param>
/// <param name="digits">Of 28x28 pixels, with the recognizer's classes for labels.</param>
/// <param name="count">Numbers of 2 to 6 digits on each paper, apart and touching; each kind is of the same digits.</param>
internal sealed class NumberReading(Recognizer recognizer, Samples<byte> digits, int count)
{
    // Not the seed on whose numbers the constants of reading lines were chosen.
    private const int Seed = 2;

    /// <summary>How many numbers of each kind are read.</summary>
    public int Count => count;

    /// <summary>All kinds of numbers. In a form no digit touches the next.</summary>
    public static IReadOnlyList<(NumberPaper Paper, NumberSpacing Spacing)> Kinds { get; } =
    [
        .. Enum.GetValues<NumberPaper>()
            .SelectMany(paper => Enum.GetValues<NumberSpacing>().Select(spacing => (paper, spacing)))
            .Where(kind => kind is not (NumberPaper.Form, NumberSpacing.Touching)),
    ];

    /// <summary>Reads them all.</summary>
    /// <param name="bar">Told how many are read; may be null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The share of each kind that is read rightly, 0 to 1, in the order of <see cref="Kinds"/>.</returns>
    public IReadOnlyList<double> Run(ProgressBar? bar, CancellationToken cancellation)
    {
        NumberComposer composer = new(digits, Seed);
        int[] right = new int[Kinds.Count];
        int read = 0;
        for (int kind = 0; kind < right.Length; kind++)
        {
            (NumberPaper paper, NumberSpacing spacing) = Kinds[kind];
            Parallel.For(
                0,
                count,
                new ParallelOptions { CancellationToken = cancellation },
                index =>
                {
                    if (IsRight(composer.Compose(index, spacing, paper)))
                        Interlocked.Increment(ref right[kind]);
                    bar?.Report(Interlocked.Increment(ref read));
                }
            );
        }

        return Array.ConvertAll(right, number => (double)number / count);
    }

    private bool IsRight(ComposedNumber number) =>
        recognizer
            .RecognizeMultiple(number.Image)
            .Select(digit => digit.Answer.Best?.Label)
            .SequenceEqual(number.Digits.Select(digit => digits.ClassNames[digit]));
}
