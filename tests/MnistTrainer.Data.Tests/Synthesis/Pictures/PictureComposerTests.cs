using MnistTrainer.Imaging;

namespace MnistTrainer.Data.Tests.Pictures;

public sealed class PictureComposerTests
{
    public static TheoryData<PictureKind> Kinds => [.. Enum.GetValues<PictureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Pictures_are_of_all_digits_in_turn_and_files_of_what_they_say(PictureKind kind)
    {
        PictureComposer composer = new(seed: 3);
        for (int index = 0; index < 10; index += 3)
        {
            ComposedPicture picture = composer.Compose(kind, index);
            Assert.Equal(index, picture.Digit);
            Assert.Equal(picture.Extension == ".png" ? (byte)0x89 : (byte)0xFF, picture.File[0]);
            GrayImage image = ImageCodec.Decode(picture.File, "made");
            Assert.NotNull(DigitNormalizer.Trace(image).Digit);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others(PictureKind kind)
    {
        byte[] file = new PictureComposer(seed: 3).Compose(kind, 14).File;
        Assert.Equal(file, new PictureComposer(seed: 3).Compose(kind, 14).File);
        Assert.NotEqual(file, new PictureComposer(seed: 4).Compose(kind, 14).File);
        Assert.NotEqual(file, new PictureComposer(seed: 3).Compose(kind, 24).File);
    }
}
