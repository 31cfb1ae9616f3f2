using System.Globalization;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Ablating;

/// <summary>Measures how many made pictures are read rightly with all stages and with each left out.</summary>
/// <param name="recognizer">What reads them.</param>
/// <param name="seed">Of the pictures.</param>
/// <param name="count">Pictures of each kind.</param>
internal sealed class StageAblation(Recognizer recognizer, int seed, int count)
{
    /// <summary>All kinds of pictures.</summary>
    public static IReadOnlyList<PictureKind> Kinds { get; } = Enum.GetValues<PictureKind>();

    /// <summary>Nothing left out, and then each stage.</summary>
    public static IReadOnlyList<PictureStages> LeftOut { get; } =
        [PictureStages.None, .. Enum.GetValues<PictureStages>().Where(stage => stage is not (PictureStages.None or PictureStages.All))];

    // What a file decodes to depends on these only.
    private const PictureStages OfDecoding = PictureStages.Transparency | PictureStages.Colour;

    /// <summary>Reads them all.</summary>
    /// <param name="bar">Told of every kind that is done; may be null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For each kind the share that is read rightly, 0 to 1, in the order of <see cref="LeftOut"/>.</returns>
    public IReadOnlyList<(PictureKind Kind, double[] Shares)> Run(ProgressBar? bar, CancellationToken cancellation)
    {
        PictureComposer composer = new(seed);
        List<(PictureKind, double[])> rows = [];
        foreach (PictureKind kind in Kinds)
        {
            int[] right = new int[LeftOut.Count];
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, index =>
            {
                ComposedPicture picture = composer.Compose(kind, index);
                Dictionary<PictureStages, GrayImage> decoded = [];
                for (int stage = 0; stage < right.Length; stage++)
                {
                    PictureStages stages = PictureStages.All & ~LeftOut[stage];
                    if (!decoded.TryGetValue(stages & OfDecoding, out GrayImage? image))
                        decoded[stages & OfDecoding] = image = ImageCodec.Decode(picture.File, "picture", stages);
                    if (recognizer.Recognize(image, stages).Best?.Label == picture.Digit.ToString(CultureInfo.InvariantCulture))
                        Interlocked.Increment(ref right[stage]);
                }
            });
            rows.Add((kind, Array.ConvertAll(right, number => (double)number / count)));
            bar?.Report(rows.Count);
        }

        return rows;
    }
}
