using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist predict IMAGE…</c>: classifies images of one digit or object each.</summary>
internal sealed class ImagePrediction(Screen screen, ImageRecognizer recognizer)
{
    /// <param name="arguments">The images.</param>
    /// <param name="stagesFolder">The folder to write the imaging stages to, or null.</param>
    /// <param name="force">Whether existing files there are replaced whatever they are.</param>
    /// <param name="isSingle">Whether to read the image as a single digit.</param>
    /// <param name="skipDamaged">Whether images that cannot be read are no failure if others can.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network's input is not an image.</exception>
    public int Run(IEnumerable<string> arguments, string? stagesFolder, bool force, bool isSingle, bool skipDamaged)
    {
        using Interruption interruption = new();
        recognizer.CheckTakesImages();
        ImageArguments images = new(arguments, interruption.Token);
        StageFiles? stages = stagesFolder is null ? null : new StageFiles(stagesFolder, images.Inputs, force);
        List<ImageAnswer> answers = [];
        foreach (string input in images.Inputs.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
        {
            if (images.Read(input, Recognize) is not { } image)
                continue;
            stages?.Write(input, image.Stages);
            answers.Add(ImageAnswer.Of(ImageArguments.NameOf(input), image));
        }

        images.ShowNotes(screen);
        if (answers.Count > 0)
            Show(answers, images);
        else
            images.ShowFailure(screen);
        return interruption.Token.IsCancellationRequested ? ExitCode.Canceled
            : images.Errors.Count == 0 || (skipDamaged && answers.Count > 0) ? ExitCode.Done
            : ExitCode.InvalidInput;

        RecognizedImage Recognize(byte[] file, string name) =>
            isSingle ? recognizer.RecognizeSingle(file, name) : recognizer.Recognize(file, name);
    }

    private void Show(List<ImageAnswer> answers, ImageArguments images)
    {
        if (screen.IsJson)
            JsonOutput.Print(
                PredictImagesJson.Of(recognizer.Definition, answers, images.Errors, images.Notes),
                CommandJson.Readable.PredictImagesJson
            );
        else if (images.Inputs.Count == 1)
            ImageView.ShowOne(answers[0], Screen.Text);
        else
            ImageView.ShowList(answers, Screen.Text);
    }
}
