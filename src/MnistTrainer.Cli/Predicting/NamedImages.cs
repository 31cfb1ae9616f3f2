using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Predicting;

/// <summary>The images that a user named. What is wrong with one is told on stderr and does not keep the others from being answered.</summary>
internal sealed class NamedImages
{
    private readonly List<string> _errors = [];

    /// <param name="named">What the user typed.</param>
    public NamedImages(IEnumerable<string> named) => Inputs = [.. named.SelectMany(Find)];

    /// <summary>The files, data URLs and stdin that are meant.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>What was wrong, so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What is made of an image; null where it cannot be read.</summary>
    public T? Read<T>(string input, Func<GrayImage, T> use)
        where T : class
    {
        try
        {
            return use(ImageInput.Read(input));
        }
        catch (InvalidImageException error)
        {
            Tell(error);
            return null;
        }
    }

    private IReadOnlyList<string> Find(string named)
    {
        try
        {
            return ImageFiles.Find(named);
        }
        catch (Exception error) when (error is InvalidInputException or InvalidImageException)
        {
            Tell(error);
            return [];
        }
    }

    private void Tell(Exception error)
    {
        Console.Error.WriteLine(error.Message);
        _errors.Add(error.Message);
    }
}
