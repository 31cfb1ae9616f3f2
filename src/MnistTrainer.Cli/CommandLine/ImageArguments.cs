using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// The images named on the command line: files, folders, patterns, data URLs, and <c>-</c> for stdin. An invalid one is reported on stderr and does not
/// prevent the others from being read.
/// </summary>
internal sealed class ImageArguments
{
    /// <summary>The name of the argument in help texts.</summary>
    public const string Name = "IMAGE";

    /// <summary>Stands for an image on stdin.</summary>
    public const string StandardInput = "-";

    private const int MaximumNameLength = 40;

    private readonly List<string> _errors = [];
    private readonly List<string> _notes = [];
    private readonly CancellationToken _cancellation;

    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Cancels listing folders.</param>
    public ImageArguments(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        Inputs = [.. arguments.SelectMany(FindOrReport)];
    }

    /// <summary>The files, data URLs and stdin.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The errors so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What was left out of folders and of the files read so far, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Shows what was left out.</summary>
    public void ShowNotes(Screen screen)
    {
        foreach (string note in _notes)
            screen.NotePlainly(PrintableText.OfLines(Localized.Recognize(note)));
    }

    /// <summary>Prints the errors as JSON, if that is asked for, where no image was recognized.</summary>
    public void ShowFailure(Screen screen)
    {
        if (!screen.IsJson)
            return;
        if (_cancellation.IsCancellationRequested)
            JsonOutput.PrintFailure(Localized.Of("Canceled."), ExitCode.Canceled);
        else
            JsonOutput.PrintFailure(string.Join('\n', _errors), ExitCode.InvalidInput);
    }

    /// <summary>Returns what is shown as the name of an input; data URLs are shortened.</summary>
    public static string NameOf(string input) =>
        DataUrl.Is(input) && input.Length > MaximumNameLength ? input[..MaximumNameLength] + "..." : input;

    /// <summary>Returns the inputs that an argument names.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="cancellation">Cancels listing a folder.</param>
    /// <exception cref="InvalidInputException">It names no image.</exception>
    public static IReadOnlyList<string> Find(string argument, CancellationToken cancellation = default) =>
        argument == StandardInput || DataUrl.Is(argument) ? [argument] : ImageFiles.Find(argument, cancellation);

    /// <summary>Reads the encoded image of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="cancellation">Cancels waiting for stdin.</param>
    /// <returns>Its bytes, and its name in error messages.</returns>
    /// <exception cref="InvalidImageException">It cannot be read.</exception>
    public static (byte[] File, string Name) Read(string input, CancellationToken cancellation)
    {
        if (DataUrl.Is(input))
            return (DataUrl.Decode(input, NameOf(input)), NameOf(input));
        if (input != StandardInput)
            return (ReadFile(input), input);
        const string name = "stdin";
        using Stream stdin = Console.OpenStandardInput();
        return (Task.Run(() => ImageBytes.Read(stdin, name), cancellation).WaitAsync(cancellation).GetAwaiter().GetResult(), name);
    }

    // What has no length is empty, a pipe or a device.
    private static byte[] ReadFile(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > 0)
            return ImageFile.ReadBytes(path);
        try
        {
            using FileStream file = ReadableFile.Open(path, bufferSize: 1);
            return ImageBytes.Read(file, path);
        }
        catch (IOException e)
        {
            throw new InvalidImageException(path, "an image file", FileFault.Describe(e), "Check the name", e);
        }
    }

    /// <summary>Reads an input and uses its bytes and its name in error messages.</summary>
    /// <returns>The result; null if the input is not an image, which is reported.</returns>
    public T? Read<T>(string input, Func<byte[], string, T> use)
        where T : class
    {
        try
        {
            (byte[] file, string name) = Read(input, _cancellation);
            T result = use(file, name);
            NoteFrames(file, name);
            return result;
        }
        catch (InvalidImageException error)
        {
            Report(error, input);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void NoteFrames(byte[] file, string name)
    {
        int frames = ImageCodec.CountFrames(file, name);
        if (frames > 1)
            _notes.Add(
                string.Create(CultureInfo.InvariantCulture, $"{name}: the file has {frames} frames or pages; only the first is read.")
            );
    }

    private IReadOnlyList<string> FindOrReport(string argument)
    {
        try
        {
            if (argument == StandardInput || DataUrl.Is(argument))
                return [argument];
            IReadOnlyList<string> found = ImageFiles.Find(argument, out IReadOnlyList<string> notes, _cancellation);
            _notes.AddRange(notes);
            return found;
        }
        catch (Exception error) when (error is InvalidInputException or InvalidImageException)
        {
            Report(error, argument);
            return [];
        }
    }

    private void Report(Exception error, string argument)
    {
        string message = Localized.Recognize(error.Message) + DataRemedy(argument);
        Console.Error.WriteLine(PrintableText.OfLines(message));
        _errors.Add(message);
    }

    /// <summary>What to type where a table, an archive or a folder of data stands in place of an image.</summary>
    private string DataRemedy(string argument)
    {
        // A pipe has no length, and has been read.
        if (!Directory.Exists(argument) && !(File.Exists(argument) && new FileInfo(argument).Length > 0))
            return "";
        try
        {
            DataSource.Open(argument, cancellation: _cancellation);
            return " " + Localized.Of($"If it is data, its rows are recognized by: {MnistCommand.Name} predict --data {argument}");
        }
        catch (Exception error) when (error is InvalidInputException or InvalidImageException or OperationCanceledException)
        {
            return "";
        }
    }
}
