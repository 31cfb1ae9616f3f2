using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments.Tests;

public sealed class StageAblationTests
{
    [Fact]
    public void Leaves_out_every_stage_for_every_kind_of_image()
    {
        RecordingListener listener = new();
        var recognizer = ImageRecognizer.Load(TestNetworks.ShippedPath);
        var ablation = StageAblation.Run(recognizer, new AblationSettings { Count = 2 }, listener, TestContext.Current.CancellationToken);
        Assert.Equal(Enum.GetValues<ImageKind>(), ablation.Rows.Select(row => row.Kind));
        Assert.All(ablation.Rows, row => Assert.Equal(StageAblation.Stages.Length, row.Without.Length));
        Assert.All(ablation.Rows.SelectMany(row => row.Without.Append(row.Accuracy)), share => Assert.True(share is 0 or 0.5 or 1));
        Assert.InRange(ablation.Rows.Average(row => row.Accuracy), 0.8, 1);
        Assert.Equal((new ExperimentPhase("Reading images", ablation.Rows.Length, "kinds"), ablation.Rows.Length), listener.Ended[0]);

        // An opaque image does not depend on how transparency is handled, and one with transparent paper does.
        int transparency = StageAblation.Stages.IndexOf(ImageStages.Transparency);
        AblationRow paint = ablation.Rows.Single(row => row.Kind == ImageKind.Paint),
            transparent = ablation.Rows.Single(row => row.Kind == ImageKind.Transparent);
        Assert.Equal(paint.Accuracy, paint.Without[transparency]);
        Assert.True(transparent.Without[transparency] < transparent.Accuracy);
    }

    [Fact]
    public void Can_be_canceled() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            StageAblation.Run(
                ImageRecognizer.Load(TestNetworks.ShippedPath),
                new AblationSettings(),
                cancellation: new CancellationToken(canceled: true)
            )
        );
}
