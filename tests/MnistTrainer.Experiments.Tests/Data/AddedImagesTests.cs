using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class AddedImagesTests
{
    [Theory]
    [InlineData(40, 1)]
    [InlineData(8, 2)]
    [InlineData(4, 5)]
    public void Repeats_a_few_images_until_they_count(int count, int repetitions)
    {
        Samples<byte> added = (Samples<byte>)SyntheticData.Bars(80).Subset([.. Enumerable.Range(40, count)]);
        RecordingListener listener = new();
        Samples<byte> known = SyntheticData.Bars(400);
        Samples<byte> all = new AddedImages("added", added).AddTo(known, listener);
        Assert.Equal([new ImagesAddedNote("added", count, repetitions)], listener.Notes);
        Assert.Equal(400 + (repetitions * count), all.Count);
        Assert.Equal(known.Row(399), all.Row(399));
        Assert.Equal(added.Row(0), all.Row(400));
        Assert.Equal(added.Row(count - 1), all.Row(all.Count - 1));
        Assert.Equal(added.Labels[^1], all.Labels[^1]);
        Assert.True(all.Weights.IsEmpty);
    }

    [Fact]
    public void Rejects_a_source_that_does_not_exist()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            AddedImages.Load("gone", Shape.Image(8, 8), ["0"], new SourceLoader(cancellation: TestContext.Current.CancellationToken))
        );
        Assert.StartsWith("gone: expected a folder with a subfolder of images for each class", error.Message, StringComparison.Ordinal);
    }
}
