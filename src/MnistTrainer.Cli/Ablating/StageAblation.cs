using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Ablating;

/// <summary>Measures how many made images are read rightly with all stages and with each left out.</summary>
/// <param name="recognizer">What reads them.</param>
/// <param name="seed">Of the images.</param>
/// <param name="count">Images of each kind.</param>
internal sealed class StageAblation(Recognizer recognizer, int seed, int count)
{
    /// <summary>All kinds of images.</summary>
    public static IReadOnlyList<ImageKind> Kinds { get; } = Enum.GetValues<ImageKind>();

    /// <summary>Nothing left out, and then each stage.</summary>
    public static IReadOnlyList<ImageStages> LeftOut { get; } = [ImageStages.None, .. ImageStageTable.Optional.Select(stage => stage.Flag)];

    // What a file decodes to depends on these only.
    private static readonly ImageStages OfDecoding = ImageStageTable
        .Optional.Where(stage => stage.Phase == ImageStagePhase.Decoding)
        .Aggregate(ImageStages.None, (flags, stage) => flags | stage.Flag);

    /// <summary>Reads them all.</summary>
    /// <param name="bar">Told of every kind that is done; may be null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For each kind the share that is read rightly, 0 to 1, in the order of <see cref="LeftOut"/>.</returns>
    public IReadOnlyList<(ImageKind Kind, double[] Shares)> Run(ProgressBar? bar, CancellationToken cancellation)
    {
        ImageComposer composer = new(seed);
        List<(ImageKind, double[])> rows = [];
        foreach (ImageKind kind in Kinds)
        {
            int[] right = new int[LeftOut.Count];
            Parallel.For(
                0,
                count,
                new ParallelOptions { CancellationToken = cancellation },
                index =>
                {
                    ComposedImage composed = composer.Compose(kind, index);
                    Dictionary<ImageStages, GrayImage> decoded = [];
                    for (int stage = 0; stage < right.Length; stage++)
                    {
                        ImageStages stages = ImageStages.All & ~LeftOut[stage];
                        if (!decoded.TryGetValue(stages & OfDecoding, out GrayImage? image))
                            decoded[stages & OfDecoding] = image = ImageCodec.Decode(composed.File, "image", stages);
                        if (recognizer.Recognize(image, stages).Best?.Label == composed.Digit.ToString(CultureInfo.InvariantCulture))
                            Interlocked.Increment(ref right[stage]);
                    }
                }
            );
            rows.Add((kind, Array.ConvertAll(right, number => (double)number / count)));
            bar?.Report(rows.Count);
        }

        return rows;
    }
}
