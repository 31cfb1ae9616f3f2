using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments;

/// <summary>The contribution of every imaging stage: the accuracy on synthetic images with all stages, and with each stage left out in turn.</summary>
/// <param name="Rows">A row for each kind of image.</param>
public sealed record StageAblation(ImmutableArray<AblationRow> Rows)
{
    /// <summary>The stages that are left out in turn.</summary>
    public static ImmutableArray<ImageStages> Stages { get; } = [.. ImageStageTable.Optional.Select(stage => stage.Flag)];

    // The decoded image depends on these only.
    private static readonly ImageStages DecodingStages = ImageStageTable
        .Optional.Where(stage => stage.Phase == ImageStagePhase.Decoding)
        .Aggregate(ImageStages.None, (flags, stage) => flags | stage.Flag);

    /// <summary>Recognizes synthetic images of every kind with all stages, and with each stage left out.</summary>
    /// <param name="recognizer">A recognizer of digits.</param>
    /// <param name="settings">The images.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels recognition.</param>
    /// <exception cref="NeuralNetwork.InvalidInputException">The recognizer's network does not recognize digits.</exception>
    /// <exception cref="OperationCanceledException">Recognition was canceled.</exception>
    public static StageAblation Run(
        ImageRecognizer recognizer,
        AblationSettings settings,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(settings);
        recognizer.CheckReadsDigits();
        ImageComposer composer = new(settings.Seed);
        ImageKind[] kinds = Enum.GetValues<ImageKind>();
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Reading images", kinds.Length, "kinds"),
            progress =>
            {
                ImmutableArray<AblationRow>.Builder rows = ImmutableArray.CreateBuilder<AblationRow>(kinds.Length);
                foreach (ImageKind kind in kinds)
                {
                    rows.Add(Measure(recognizer, index => composer.Compose(kind, index), kind, settings.Count, cancellation));
                    progress?.Report(rows.Count);
                }

                return new StageAblation(rows.MoveToImmutable());
            }
        );
    }

    private static AblationRow Measure(
        ImageRecognizer recognizer,
        Func<int, ComposedImage> compose,
        ImageKind kind,
        int count,
        CancellationToken cancellation
    )
    {
        ImageStages[] leftOut = [ImageStages.None, .. Stages];
        int[] correct = new int[leftOut.Length];
        Parallel.For(
            0,
            count,
            new ParallelOptions { CancellationToken = cancellation },
            index =>
            {
                ComposedImage composed = compose(index);
                string digit = composed.Digit.ToString(CultureInfo.InvariantCulture);
                Dictionary<ImageStages, GrayImage> decoded = [];
                for (int i = 0; i < leftOut.Length; i++)
                {
                    ImageStages stages = ImageStages.All & ~leftOut[i];
                    if (!decoded.TryGetValue(stages & DecodingStages, out GrayImage? image))
                        decoded[stages & DecodingStages] = image = ImageCodec.Decode(composed.File, "image", stages);
                    if (recognizer.Recognize(image, stages).Best?.Label == digit)
                        Interlocked.Increment(ref correct[i]);
                }
            }
        );
        double[] shares = Array.ConvertAll(correct, number => (double)number / count);
        return new AblationRow(kind, shares[0], [.. shares[1..]]);
    }
}
