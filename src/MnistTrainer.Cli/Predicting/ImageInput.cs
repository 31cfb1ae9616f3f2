using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Reads what a user names as an image: a file, stdin or a data URL.</summary>
internal static class ImageInput
{
    private const int LongestName = 40;

    /// <summary>What people know it by: a data URL by its beginning.</summary>
    public static string NameOf(string named) => DataUrl.Is(named) && named.Length > LongestName ? named[..LongestName] + "..." : named;

    /// <summary>The image.</summary>
    /// <exception cref="InvalidImageException">It is no image.</exception>
    public static GrayImage Read(string named)
    {
        if (DataUrl.Is(named))
            return ImageCodec.Decode(DataUrl.Decode(named, NameOf(named)), NameOf(named));
        if (named != ImageFiles.StandardInput)
            return ImageFile.Read(named);
        using Stream stdin = Console.OpenStandardInput();
        return ImageCodec.Decode(ImageBytes.Read(stdin, "stdin"), "stdin");
    }

    /// <summary>What a network makes of an image that must show something.</summary>
    /// <exception cref="InvalidImageException">It is no image, or an empty one.</exception>
    public static RecognizedImage RecognizeInk(Recognizer recognizer, string named)
    {
        RecognizedImage image = recognizer.Recognize(Read(named));
        return image.Best is not null
            ? image
            : throw new InvalidImageException(
                NameOf(named),
                "an image of a digit",
                "an empty one, with no ink to be seen",
                "Draw the digit with more contrast"
            );
    }
}
