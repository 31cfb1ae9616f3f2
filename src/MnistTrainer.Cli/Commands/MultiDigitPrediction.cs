using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist predict --multiple IMAGE…</c>: reads all digits of images.</summary>
internal sealed class MultiDigitPrediction(Screen screen, ImageRecognizer recognizer)
{
    /// <param name="arguments">The images.</param>
    /// <param name="boxesFile">The file to write the image with its boxes to, or null.</param>
    /// <param name="force">Whether an existing file there is replaced whatever it is.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network does not read digits, or there is a file for boxes and several images.</exception>
    public int Run(IEnumerable<string> arguments, string? boxesFile, bool force)
    {
        using Interruption interruption = new();
        recognizer.CheckReadsDigits();
        ImageArguments images = new(arguments, interruption.Token);
        if (boxesFile is not null && images.Inputs.Count > 1)
            throw new InvalidInputException("--boxes", "one image", $"{images.Inputs.Count}", "Give one image, or leave --boxes out");
        if (boxesFile is not null && !force)
            new OutputFile(boxesFile, OutputKind.Png).CheckReplaceable(images.Inputs);
        List<MultiDigitAnswer> answers = [];
        foreach (string input in images.Inputs.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
        {
            if (images.Read(input, (file, name) => Read(input, ImageCodec.Decode(file, name), boxesFile)) is { } answer)
                answers.Add(answer);
        }

        images.ShowNotes(screen);
        if (screen.IsJson && answers.Count > 0)
            JsonOutput.Print(
                PredictDigitsJson.Of(recognizer.Definition, answers, images.Errors, images.Notes),
                CommandJson.Readable.PredictDigitsJson
            );
        else if (screen.IsJson)
            images.ShowFailure(screen);
        else
            answers.ForEach(answer => MultiDigitView.Show(answer, Screen.Text));
        return interruption.Token.IsCancellationRequested ? ExitCode.Canceled
            : images.Errors.Count == 0 ? ExitCode.Done
            : ExitCode.InvalidInput;
    }

    private MultiDigitAnswer Read(string input, GrayImage image, string? boxesFile)
    {
        IReadOnlyList<RecognizedNumber> numbers = recognizer.RecognizeNumbers(image);
        ImageBox[] boxes = [.. numbers.SelectMany(number => number.Digits).Select(digit => digit.Box)];
        if (boxesFile is not null)
        {
            byte[] png = ImageCodec.EncodePng(BoxDrawing.Draw(image, boxes, image.Width));
            AtomicFile.Write(boxesFile, file => file.Write(png));
        }

        return new MultiDigitAnswer(
            ImageArguments.NameOf(input),
            [.. numbers.Select(number => number with { Digits = [.. number.Digits.Select(WithoutStages)] })],
            screen.IsJson ? [] : MultiDigitView.Draw(image, boxes)
        );
    }

    private static RecognizedDigit WithoutStages(RecognizedDigit digit) => digit with { Answer = digit.Answer with { Stages = [] } };
}
