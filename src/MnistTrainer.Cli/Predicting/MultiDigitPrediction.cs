using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Reads the digits of images that have several.</summary>
internal sealed class MultiDigitPrediction(Screen screen, Recognizer recognizer)
{
    /// <param name="named">What the user named.</param>
    /// <param name="boxesFile">Where the image with its boxes goes, or null.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network does not read digits, or boxes are asked for of several images.</exception>
    public int Run(IEnumerable<string> named, string? boxesFile)
    {
        recognizer.CheckReadsDigits();
        NamedImages images = new(named);
        if (boxesFile is not null && images.Inputs.Count > 1)
            throw new InvalidInputException("--boxes", "one image", $"{images.Inputs.Count}", "Give one image, or leave --boxes out");
        List<MultiDigitAnswer> answers = [];
        foreach (string input in images.Inputs)
        {
            if (images.Read(input, image => Read(input, image, boxesFile)) is { } answer)
                answers.Add(answer);
        }

        if (screen.IsJson && answers.Count > 0)
        {
            JsonOutput.Print(writer =>
            {
                MultiDigitJson.Write(writer, recognizer.Definition, answers);
                ImageJson.WriteErrors(writer, images.Errors);
            });
        }
        else if (!screen.IsJson)
        {
            answers.ForEach(answer => MultiDigitView.Show(answer, Console.Out));
        }

        return images.Errors.Count == 0 ? ExitCode.Done : ExitCode.InvalidInput;
    }

    private MultiDigitAnswer Read(string input, GrayImage image, string? boxesFile)
    {
        IReadOnlyList<RecognizedDigit> digits = recognizer.RecognizeMultiple(image);
        if (boxesFile is not null)
        {
            byte[] png = ImageCodec.EncodePng(BoxDrawing.Draw(image, digits.Select(digit => digit.Box), image.Width));
            AtomicFile.Write(boxesFile, file => file.Write(png));
        }

        string[] drawing = screen.IsJson ? [] : MultiDigitView.Draw(image, digits);
        return new MultiDigitAnswer(
            ImageInput.NameOf(input),
            [.. digits.Select(digit => digit with { Answer = digit.Answer with { Stages = [] } })],
            drawing
        );
    }
}
