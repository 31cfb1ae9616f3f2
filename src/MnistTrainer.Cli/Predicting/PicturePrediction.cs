using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Reports;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Predicts pictures. One that cannot be read is told of on stderr and does not keep the others from being answered.</summary>
internal sealed class PicturePrediction(Screen screen, Recognizer recognizer)
{
    private readonly List<string> _errors = [];

    /// <param name="named">What the user named.</param>
    /// <param name="stagesFolder">Where the stages go, or null.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network does not take pictures.</exception>
    public int Run(IEnumerable<string> named, string? stagesFolder)
    {
        recognizer.CheckTakesPictures();
        string[] inputs = [.. named.SelectMany(Find)];
        StageFiles? stages = stagesFolder is null ? null : new StageFiles(stagesFolder, inputs.Length > 1);
        List<PictureAnswer> answers = [];
        foreach (string input in inputs)
        {
            if (Recognize(input) is not { } picture)
                continue;
            stages?.Write(input, picture.Stages);
            answers.Add(PictureAnswer.Of(PictureInput.NameOf(input), picture));
        }

        if (answers.Count > 0)
            Show(answers, isAlone: inputs.Length == 1);
        return _errors.Count == 0 ? ExitCode.Done : ExitCode.InvalidInput;
    }

    private IReadOnlyList<string> Find(string named)
    {
        try
        {
            return PictureFiles.Find(named);
        }
        catch (Exception error) when (error is InvalidInputException or InvalidImageException)
        {
            Tell(error);
            return [];
        }
    }

    private RecognizedPicture? Recognize(string input)
    {
        try
        {
            return recognizer.Recognize(PictureInput.Read(input));
        }
        catch (InvalidImageException error)
        {
            Tell(error);
            return null;
        }
    }

    private void Tell(Exception error)
    {
        Console.Error.WriteLine(error.Message);
        _errors.Add(error.Message);
    }

    private void Show(List<PictureAnswer> answers, bool isAlone)
    {
        if (screen.IsJson)
            PrintJson(answers);
        else if (isAlone)
            PictureView.ShowOne(answers[0], Console.Out);
        else
            PictureView.ShowList(answers, Console.Out);
    }

    private void PrintJson(List<PictureAnswer> answers) => JsonOutput.Print(writer =>
    {
        PictureJson.Write(writer, recognizer.Definition, answers);
        if (_errors.Count == 0)
            return;
        writer.WriteStartArray("errors");
        foreach (string error in _errors)
            writer.WriteStringValue(error);
        writer.WriteEndArray();
    });
}
