using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Recognises what a user names as a picture: a file, or stdin.</summary>
internal static class PictureInput
{
    /// <summary>What a network makes of it.</summary>
    /// <exception cref="InvalidImageException">It is no picture.</exception>
    public static RecognizedPicture Recognize(Recognizer recognizer, string named)
    {
        if (named != PictureFiles.StandardInput)
            return recognizer.RecognizeFile(named);
        using Stream stdin = Console.OpenStandardInput();
        return recognizer.Recognize(stdin, "stdin");
    }

    /// <summary>What a network makes of a picture that must show something.</summary>
    /// <exception cref="InvalidImageException">It is no picture, or an empty one.</exception>
    public static RecognizedPicture RecognizeInk(Recognizer recognizer, string named)
    {
        RecognizedPicture picture = Recognize(recognizer, named);
        return picture.Best is not null
            ? picture
            : throw new InvalidImageException(named, "a picture of a digit", "an empty one, with no ink to be seen", "Draw the digit with more contrast");
    }
}
