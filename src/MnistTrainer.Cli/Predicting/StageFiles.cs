using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Predicting;

/// <summary>
/// The stages of pictures as PNG files, numbered and named: <c>01-picture.png</c>. Of several pictures, each has a folder of its own.
/// </summary>
/// <param name="folder">Where to; made if need be.</param>
/// <param name="severalPictures">Whether there are several pictures.</param>
internal sealed class StageFiles(string folder, bool severalPictures)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes the stages of one picture.</summary>
    /// <exception cref="InvalidInputException">There is no writing there.</exception>
    public void Write(string input, IReadOnlyList<RecognitionStage> stages)
    {
        string target = severalPictures ? Path.Combine(folder, FolderOf(input)) : folder;
        for (int i = 0; i < stages.Count; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{i + 1:D2}-{Plain(stages[i].Name)}.png");
            byte[] png = ImageCodec.EncodePng(stages[i].Image);
            AtomicFile.Write(Path.Combine(target, name), file => file.Write(png));
        }
    }

    private string FolderOf(string input)
    {
        string name = input == PictureFiles.StandardInput ? "stdin" : DataUrl.Is(input) ? "data-url" : Plain(Path.GetFileNameWithoutExtension(input));
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return free;
    }

    private static string Plain(string name) =>
        name.Length == 0 ? "picture" : string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
}
