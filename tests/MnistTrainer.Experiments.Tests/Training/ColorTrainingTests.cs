using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Classes that differ in hue alone: gray networks cannot learn them, networks of colors must.</summary>
public sealed class ColorTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ColorTrainingTests()
    {
        Samples<byte> hues = SyntheticData.Hues(80);
        for (int row = 0; row < hues.Count; row++)
        {
            byte[] png = ImageCodec.EncodePng(ChannelImage.Of(8, 8, 3, hues.Row(row)));
            _folder.Write($"hues/{(row < 60 ? "train" : "test")}/{hues.ClassNames[hues.Labels[row]]}/{row}.png", png);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dense(8,relu), dense(2)")]
    [InlineData("convolution(4,3,relu), max-pooling(2), dense(2)")]
    public void Hues_are_learned_in_color_and_not_in_gray(string layers)
    {
        TrainedModel gray = Train(layers, LoadOptions.Default),
            colors = Train(layers, new LoadOptions { InColor = true });
        Assert.Equal(Shape.Image(8, 8), gray.Network.Definition.InputShape);
        Assert.Equal(0.5, gray.Test.Metrics.MicroAccuracy);
        Assert.Equal(new Shape(3, 8, 8), colors.Network.Definition.InputShape);
        Assert.Equal(1, colors.Test.Metrics.MicroAccuracy);

        // Files are read for recognition as they were for training.
        ImageRecognizer recognizer = new(colors.Network);
        foreach (string file in Directory.GetFiles(_folder["hues/test"], "*.png", SearchOption.AllDirectories))
            Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)), recognizer.RecognizeFile(file).Best?.Label);
    }

    /// <summary>A corrected image, or one more source, is read as the network takes it.</summary>
    [Fact]
    public void Added_images_and_validation_are_read_in_color_as_well()
    {
        DataSelection selection = new()
        {
            Source = _folder["hues"],
            Added = [_folder["hues/test"]],
            ValidationSource = _folder["hues/test"],
            Options = new() { InColor = true },
        };
        TrainingData data = selection.Load(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new Shape(3, 8, 8), data.Validation?.Shape);
        Assert.Equal(80, data.Train.Count);
        Assert.Equal(data.Test.Row(0).ToArray(), data.Train.Row(60).ToArray());
    }

    private TrainedModel Train(string layers, LoadOptions options)
    {
        TrainingData data = new DataSelection { Source = _folder["hues"], Options = options }.Load(
            cancellation: TestContext.Current.CancellationToken
        );
        Recipe recipe = SyntheticData.Quick with
        {
            Network = new() { Layers = Layer.ParseList(layers) },
            Training = SyntheticData.Quick.Training with { Epochs = 30, BatchSize = 10, Optimizer = new Adam(0.01f), Augmentation = null },
        };
        return recipe.Train(data, cancellation: TestContext.Current.CancellationToken);
    }
}
