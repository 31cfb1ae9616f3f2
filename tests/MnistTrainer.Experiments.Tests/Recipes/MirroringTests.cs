using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class MirroringTests
{
    [Fact]
    public void Mirrored_digits_are_others() => Assert.False(Mirroring.KeepsClasses(SyntheticData.Digits.Train));

    /// <summary>Scanned on gray paper, digits fill their frame and do not look like handwriting.</summary>
    [Fact]
    public void Mirrored_digits_on_gray_paper_are_others()
    {
        Samples<byte> digits = SyntheticData.Digits.Train;
        byte[] gray =
        [
            .. Enumerable.Range(0, digits.Count).SelectMany(row => digits.Row(row).ToArray()).Select(ink => (byte)(40 + (ink / 2))),
        ];
        Samples<byte> scanned = new(digits.Shape, gray, digits.Labels.ToArray(), digits.ClassNames);
        Assert.False(Handwriting.Resembles(scanned));
        Assert.False(Mirroring.KeepsClasses(scanned));
    }

    /// <summary>The bright column of class k is that of class 7 - k in the mirror.</summary>
    [Fact]
    public void Images_that_the_mirror_makes_another_class_do_not_keep_theirs() =>
        Assert.False(Mirroring.KeepsClasses(SyntheticData.Bars(160)));

    [Theory]
    [InlineData("mnist", true, typeof(ElasticAugmentation))]
    [InlineData("fashion-mnist", false, typeof(FlipAndCropAugmentation))]
    public void Chooses_by_the_images_of_well_known_data_sets(string name, bool isHandwriting, Type augmentation)
    {
        Assert.SkipWhen(
            DataLocations.Current.Find(name) is null,
            $"{name} is not on this machine; {DataLocations.Variable} can name a folder that holds it."
        );
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Samples<byte> samples = DataSource.Open(name, null, cancellation).Load(DataSplit.Train, cancellation: cancellation)!.Samples;
        Assert.Equal(isHandwriting, Handwriting.Resembles(samples));
        Assert.Equal(!isHandwriting, Mirroring.KeepsClasses(samples));
        Assert.IsType(augmentation, (Recipe.Convnet with { ImageAugmentation = new() }).For(samples).Training.Augmentation);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Symmetric_images_keep_their_classes(int channels) => Assert.True(Mirroring.KeepsClasses(SyntheticData.Rows(160, channels)));

    /// <summary>Of the same brightness everywhere: what the mirror exchanges is red and green.</summary>
    [Fact]
    public void Colors_that_the_mirror_exchanges_do_not_keep_their_classes()
    {
        byte[] left = [.. Enumerable.Repeat((byte[])[255, 0, 0, 255, 0, 0, 0, 130, 0, 0, 130, 0], 4).SelectMany(row => row)],
            right = [.. Enumerable.Repeat((byte[])[0, 130, 0, 0, 130, 0, 255, 0, 0, 255, 0, 0], 4).SelectMany(row => row)];
        byte[] all = [.. Enumerable.Range(0, 40).SelectMany(i => i % 2 == 0 ? left : right)];
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        Assert.False(Mirroring.KeepsClasses(new Samples<byte>(new Shape(3, 4, 4), all, labels, ["left", "right"])));
        Assert.True(Mirroring.KeepsClasses(SyntheticData.Hues(40)));
    }

    [Fact]
    public void Labels_that_have_nothing_to_do_with_the_images_are_no_evidence()
    {
        Samples<byte> rows = SyntheticData.Rows(2000);
        RandomSource random = new(3);
        int[] labels = [.. Enumerable.Range(0, rows.Count).Select(_ => random.NextInt(rows.ClassNames.Count))];
        Assert.False(Mirroring.KeepsClasses((Samples<byte>)rows.WithLabels(labels, rows.ClassNames)));
    }

    [Fact]
    public void Vectors_and_images_without_labels_have_no_evidence()
    {
        Samples<byte> rows = SyntheticData.Rows(160);
        Assert.False(Mirroring.KeepsClasses((Samples<byte>)rows.WithTargets(new float[160], "height")));
        Assert.False(Mirroring.KeepsClasses(new Samples<byte>(Shape.Vector(2), [0, 255, 255, 0], [0, 1], ["a", "b"])));
    }
}
