using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Writes the imaging stages as numbered PNG files: <c>01-image.png</c>. Of several images, each gets a folder.</summary>
/// <param name="folder">The folder; created if necessary.</param>
/// <param name="inputs">The images, which no stage replaces.</param>
/// <param name="force">Whether existing files are replaced whatever they are.</param>
internal sealed class StageFiles(string folder, IReadOnlyList<string> inputs, bool force)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes the stages of one image.</summary>
    /// <param name="input">The image, as it was named.</param>
    /// <param name="stages">Its stages.</param>
    /// <exception cref="InvalidInputException">A file cannot be written.</exception>
    public void Write(string input, IReadOnlyList<StageImage> stages)
    {
        string target = inputs.Count > 1 ? Path.Combine(folder, FolderOf(input)) : folder;
        for (int i = 0; i < stages.Count; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{i + 1:D2}-{Plain(stages[i].Name)}.png");
            ImageFolder.Write(Path.Combine(target, name), Encode(stages[i]), inputs, force);
        }
    }

    private static byte[] Encode(StageImage stage) =>
        stage.Colors is { } colors ? ImageCodec.EncodePng(colors) : ImageCodec.EncodePng(stage.Image);

    private string FolderOf(string input)
    {
        string name =
            input == ImageArguments.StandardInput ? "stdin"
            : DataUrl.Is(input) ? "data-url"
            : Plain(Path.GetFileNameWithoutExtension(input));
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return free;
    }

    private static string Plain(string name) =>
        name.Length == 0
            ? "image"
            : string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
}
