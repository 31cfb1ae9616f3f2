using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Predicts images, each as one thing.</summary>
internal sealed class ImagePrediction(Screen screen, Recognizer recognizer)
{
    /// <param name="named">What the user named.</param>
    /// <param name="stagesFolder">Where the stages go, or null.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">The network does not take images.</exception>
    public int Run(IEnumerable<string> named, string? stagesFolder)
    {
        recognizer.CheckTakesImages();
        NamedImages images = new(named);
        StageFiles? stages = stagesFolder is null ? null : new StageFiles(stagesFolder, images.Inputs.Count > 1);
        List<ImageAnswer> answers = [];
        foreach (string input in images.Inputs)
        {
            if (images.Read(input, recognizer.Recognize) is not { } image)
                continue;
            stages?.Write(input, image.Stages);
            answers.Add(ImageAnswer.Of(ImageInput.NameOf(input), image));
        }

        if (answers.Count > 0)
            Show(answers, images);
        return images.Errors.Count == 0 ? ExitCode.Done : ExitCode.InvalidInput;
    }

    private void Show(List<ImageAnswer> answers, NamedImages images)
    {
        if (screen.IsJson)
        {
            JsonOutput.Print(writer =>
            {
                ImageJson.Write(writer, recognizer.Definition, answers);
                ImageJson.WriteErrors(writer, images.Errors);
            });
        }
        else if (images.Inputs.Count == 1)
        {
            ImageView.ShowOne(answers[0], Console.Out);
        }
        else
        {
            ImageView.ShowList(answers, Console.Out);
        }
    }
}
