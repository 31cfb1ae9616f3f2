using MnistTrainer.Imaging;

namespace MnistTrainer.Data.Tests.Images;

public sealed class ImageComposerTests
{
    public static TheoryData<ImageKind> Kinds => [.. Enum.GetValues<ImageKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Images_cycle_through_all_digits_in_the_stated_format(ImageKind kind)
    {
        ImageComposer composer = new(seed: 3);
        for (int index = 0; index < 10; index += 3)
        {
            ComposedImage image = composer.Compose(kind, index);
            Assert.Equal(index, image.Digit);
            Assert.Equal(image.Extension == ".png" ? (byte)0x89 : (byte)0xFF, image.File[0]);
            GrayImage decoded = ImageCodec.Decode(image.File, "made");
            Assert.NotNull(DigitNormalizer.Trace(decoded).Digit);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Images_depend_only_on_the_seed(ImageKind kind)
    {
        byte[] file = new ImageComposer(seed: 3).Compose(kind, 14).File;
        Assert.Equal(file, new ImageComposer(seed: 3).Compose(kind, 14).File);
        Assert.NotEqual(file, new ImageComposer(seed: 4).Compose(kind, 14).File);
        Assert.NotEqual(file, new ImageComposer(seed: 3).Compose(kind, 24).File);
    }
}
