using System.Collections.Immutable;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// The results of a study as lines of JSON, which are only ever appended and forced to the disk one by one: whenever the process is killed, at most the last line is
/// incomplete, and is dropped. The file is locked while it is open.
/// </summary>
internal sealed class StudyJournal : IDisposable
{
    private const long MaximumLength = 1L << 28;
    private const byte LineEnd = (byte)'\n';

    private readonly FileStream _file;
    private readonly bool _isForced;
    private readonly Dictionary<int, Trial> _trials = [];
    private readonly List<TestedTrial> _tests = [];

    private StudyJournal(FileStream file, bool isForced) => (_file, _isForced) = (file, isForced);

    /// <summary>What is known of each trial, by its number.</summary>
    public IReadOnlyDictionary<int, Trial> Trials => _trials;

    /// <summary>The measurements on the test samples, in order.</summary>
    public IReadOnlyList<TestedTrial> Tests => _tests;

    /// <summary>Opens the journal of a study, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">What identifies the study.</param>
    /// <param name="isForced">Whether to wait until each line is on the disk; a test that writes thousands need not. Default: true.</param>
    /// <exception cref="InvalidInputException">The file is that of another study, damaged, too large, in use, or cannot be written.</exception>
    public static StudyJournal Open(string path, ImmutableSortedDictionary<string, string> identity, bool isForced = true)
    {
        FileStream file;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                path,
                "a journal that can be opened for writing",
                File.Exists(path) ? $"one that cannot ({FileFault.Describe(e)})" : FileFault.Describe(e),
                "Another search may be using it: wait until it ends, or choose another model file",
                e
            );
        }

        StudyJournal journal = new(file, isForced);
        try
        {
            journal.Read(path, identity);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Appends what a job added to a trial; nothing if all of it is known.</summary>
    /// <exception cref="InvalidInputException">The disk is full.</exception>
    public void Append(Trial trial)
    {
        Trial? known = _trials.GetValueOrDefault(trial.Number);
        if (known is not null && known.Epochs.Length >= trial.Epochs.Length && known.HasDiverged == trial.HasDiverged)
            return;
        Append(StudyLine.OfTrial(trial, known?.Epochs.Length ?? 0));
        _trials[trial.Number] = trial;
    }

    /// <summary>Appends a measurement on the test samples.</summary>
    /// <exception cref="InvalidInputException">The disk is full.</exception>
    public void Append(TestedTrial test)
    {
        if (_tests.Count > 0 && _tests[^1] == test)
            return;
        Append(StudyLine.OfTest(test));
        _tests.Add(test);
    }

    public void Dispose() => _file.Dispose();

    private void Read(string path, ImmutableSortedDictionary<string, string> identity)
    {
        if (_file.Length > MaximumLength)
            throw new InvalidInputException(
                path,
                $"a journal of at most {MaximumLength} bytes",
                $"{_file.Length}",
                "Choose another model file"
            );
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        string first = StudyLine.OfStudy(identity);
        int whole = bytes.AsSpan().LastIndexOf(LineEnd) + 1;
        if (whole == 0 && !Encoding.UTF8.GetBytes(first).AsSpan().StartsWith(bytes))
            throw new InvalidInputException(
                path,
                "the journal of a search",
                "another file",
                "Choose another model file, or move that file away"
            );
        if (whole == 0)
        {
            _file.SetLength(0);
            Append(first);
            return;
        }

        string[] lines = Encoding.UTF8.GetString(bytes.AsSpan(0, whole - 1)).Split('\n');
        CheckIdentity(path, lines[0], identity);
        for (int i = 1; i < lines.Length; i++)
        {
            try
            {
                StudyLine.Read(lines[i], _trials, _tests);
            }
            catch (FormatException e)
            {
                throw new InvalidInputException(
                    $"{path}, line {i + 1}",
                    "the result of a trial",
                    e.Message,
                    "The journal is damaged: delete this line and all lines after it; these trials are then trained again",
                    e
                );
            }
        }

        // Removes an incomplete last line. Other files have been rejected before, so they are never truncated.
        _file.SetLength(whole);
        _file.Position = whole;
    }

    private static void CheckIdentity(string path, string line, ImmutableSortedDictionary<string, string> identity)
    {
        ImmutableSortedDictionary<string, string> there =
            StudyLine.ReadStudy(line)
            ?? throw new InvalidInputException(
                path,
                "the journal of a search",
                "another file",
                "Choose another model file, or move that file away"
            );
        string[] differences =
        [
            .. identity
                .Keys.Union(there.Keys)
                .Order(StringComparer.Ordinal)
                .Where(name => identity.GetValueOrDefault(name) != there.GetValueOrDefault(name))
                .Select(name => $"{name} ({there.GetValueOrDefault(name, "none")} there, {identity.GetValueOrDefault(name, "none")} here)"),
        ];
        if (differences.Length > 0)
        {
            throw new InvalidInputException(
                $"{path} is the journal of another study. Differences: {string.Join("; ", differences)}. "
                    + "Continue it with its own settings and data, or choose another model file for a new study."
            );
        }
    }

    private void Append(string line)
    {
        try
        {
            _file.Write(Encoding.UTF8.GetBytes($"{line}\n"));
            _file.Flush(_isForced);
        }
        catch (IOException e)
        {
            throw new InvalidInputException(
                _file.Name,
                "space for another line",
                FileFault.Describe(e),
                "Free some space and continue the study",
                e
            );
        }
    }
}
