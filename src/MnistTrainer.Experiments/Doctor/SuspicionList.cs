using System.Collections.Immutable;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments;

/// <summary>Selects the suspicious samples: of the ranking by labels, as many as labels are estimated to be wrong, and of each group of duplicates all but one.</summary>
internal sealed class SuspicionList
{
    private readonly ExaminedSource _source;
    private readonly LabelSuspicion[] _byRow;
    private readonly List<int> _doubtful = [];
    private readonly Dictionary<int, (DuplicateMember Member, SuspicionReasons Reasons)> _duplicates = [];

    /// <param name="source">The samples.</param>
    /// <param name="ranking">All of them, the most doubtful label first.</param>
    /// <param name="count">How many of them are doubtful.</param>
    /// <param name="groups">The duplicates.</param>
    public SuspicionList(ExaminedSource source, LabelSuspicion[] ranking, int count, ImmutableArray<DuplicateGroup> groups)
    {
        _source = source;
        _byRow = [.. ranking.OrderBy(one => one.Row)];
        HashSet<int> unjudged = [.. UnjudgedClasses(source)];
        _doubtful.AddRange(
            ranking.Where(one => !unjudged.Contains(one.Label)).Take(count).Where(one => one.Margin < 0).Select(one => one.Row)
        );
        foreach (DuplicateGroup group in groups)
            Add(group);
    }

    /// <summary>The suspicious samples: the doubtful labels in the order of the ranking, then the duplicates in the order of the source.</summary>
    public ImmutableArray<SuspiciousSample> All
    {
        get
        {
            HashSet<int> doubtful = [.. _doubtful];
            return
            [
                .. _doubtful.Select(row => Create(row, SuspicionReasons.Label)),
                .. _duplicates.Keys.Where(row => !doubtful.Contains(row)).Order().Select(row => Create(row, SuspicionReasons.None)),
            ];
        }
    }

    /// <summary>The classes of a single sample, which is scored by a network that was never trained on its class.</summary>
    public static IEnumerable<int> UnjudgedClasses(ExaminedSource source)
    {
        int[] counts = new int[source.Samples.ClassNames.Count];
        foreach (int label in source.Samples.Labels)
            counts[label]++;
        return Enumerable.Range(0, counts.Length).Where(label => counts[label] == 1);
    }

    // A test sample stays, so that results on the test part remain comparable; without one, the first sample does. Where labels differ, it is open which is correct.
    private void Add(DuplicateGroup group)
    {
        int[] rows = [.. group.Members.Select(member => member.Row)];
        bool inBothParts = rows.Select(row => _source.PartOf(row).Split).Distinct().Count() > 1,
            haveOtherLabels = rows.Select(row => _source.Samples.Labels[row]).Distinct().Count() > 1;
        int staying = inBothParts ? rows.First(row => _source.PartOf(row).Split == DataSplit.Test) : rows[0];
        foreach (DuplicateMember member in group.Members.Where(member => haveOtherLabels || member.Row != staying))
        {
            SuspicionReasons reasons = member.Kind switch
            {
                DuplicateKind.Exact => SuspicionReasons.ExactDuplicate,
                DuplicateKind.Shifted => SuspicionReasons.ShiftedDuplicate,
                _ => SuspicionReasons.NearDuplicate,
            };
            reasons |= haveOtherLabels ? SuspicionReasons.OtherLabel : SuspicionReasons.None;
            reasons |= inBothParts ? SuspicionReasons.BothParts : SuspicionReasons.None;
            _duplicates.Add(member.Row, (member, reasons));
        }
    }

    private SuspiciousSample Create(int row, SuspicionReasons reasons)
    {
        ExaminedPart part = _source.PartOf(row);
        bool isDuplicate = _duplicates.TryGetValue(row, out (DuplicateMember Member, SuspicionReasons Reasons) duplicate);
        return new SuspiciousSample(row, part.Split, row - part.First, _byRow[row], reasons | duplicate.Reasons)
        {
            Name = part.Names?[row - part.First] ?? "",
            Duplicate = isDuplicate ? duplicate.Member : null,
        };
    }
}
