using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Reports;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Predicts pictures, each as one thing.</summary>
internal sealed class PicturePrediction(Screen screen, Recognizer recognizer)
{
    /// <param name="named">What the user named.</param>
    /// <param name="stagesFolder">Where the stages go, or null.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network does not take pictures.</exception>
    public int Run(IEnumerable<string> named, string? stagesFolder)
    {
        recognizer.CheckTakesPictures();
        NamedPictures pictures = new(named);
        StageFiles? stages = stagesFolder is null ? null : new StageFiles(stagesFolder, pictures.Inputs.Count > 1);
        List<PictureAnswer> answers = [];
        foreach (string input in pictures.Inputs)
        {
            if (pictures.Read(input, recognizer.Recognize) is not { } picture)
                continue;
            stages?.Write(input, picture.Stages);
            answers.Add(PictureAnswer.Of(PictureInput.NameOf(input), picture));
        }

        if (answers.Count > 0)
            Show(answers, pictures);
        return pictures.Errors.Count == 0 ? ExitCode.Done : ExitCode.InvalidInput;
    }

    private void Show(List<PictureAnswer> answers, NamedPictures pictures)
    {
        if (screen.IsJson)
        {
            JsonOutput.Print(writer =>
            {
                PictureJson.Write(writer, recognizer.Definition, answers);
                PictureJson.WriteErrors(writer, pictures.Errors);
            });
        }
        else if (pictures.Inputs.Count == 1)
        {
            PictureView.ShowOne(answers[0], Console.Out);
        }
        else
        {
            PictureView.ShowList(answers, Console.Out);
        }
    }
}
