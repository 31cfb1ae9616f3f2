using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Reports;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Reads the digits of pictures that have several.</summary>
internal sealed class SeveralPrediction(Screen screen, Recognizer recognizer)
{
    /// <param name="named">What the user named.</param>
    /// <param name="boxesFile">Where the picture with its boxes goes, or null.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network does not read digits, or boxes are asked for of several pictures.</exception>
    public int Run(IEnumerable<string> named, string? boxesFile)
    {
        recognizer.CheckReadsDigits();
        NamedPictures pictures = new(named);
        if (boxesFile is not null && pictures.Inputs.Count > 1)
            throw new InvalidInputException("--boxes", "one picture", $"{pictures.Inputs.Count}", "Give one picture, or leave --boxes out");
        List<SeveralAnswer> answers = [];
        foreach (string input in pictures.Inputs)
        {
            if (pictures.Read(input, image => Read(input, image, boxesFile)) is { } answer)
                answers.Add(answer);
        }

        if (screen.IsJson && answers.Count > 0)
        {
            JsonOutput.Print(writer =>
            {
                SeveralJson.Write(writer, recognizer.Definition, answers);
                PictureJson.WriteErrors(writer, pictures.Errors);
            });
        }
        else if (!screen.IsJson)
        {
            answers.ForEach(answer => SeveralView.Show(answer, Console.Out));
        }

        return pictures.Errors.Count == 0 ? ExitCode.Done : ExitCode.InvalidInput;
    }

    private SeveralAnswer Read(string input, GrayImage image, string? boxesFile)
    {
        IReadOnlyList<RecognizedDigit> digits = recognizer.RecognizeSeveral(image);
        if (boxesFile is not null)
        {
            byte[] png = ImageCodec.EncodePng(BoxDrawing.Draw(image, digits.Select(digit => digit.Box), image.Width));
            AtomicFile.Write(boxesFile, file => file.Write(png));
        }

        string[] drawing = screen.IsJson ? [] : SeveralView.Draw(image, digits);
        return new SeveralAnswer(PictureInput.NameOf(input), [.. digits.Select(digit => digit with { Answer = digit.Answer with { Stages = [] } })], drawing);
    }
}
