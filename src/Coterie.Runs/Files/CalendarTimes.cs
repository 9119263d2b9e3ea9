using System.Globalization;

namespace Coterie.Runs.Files;

/// <summary>
/// Finds dates and times of day among the numbers of a name: <c>20240131</c>, <c>2024-01-31</c>, <c>31-01-2024</c>, each with a time
/// after it where there is one (<c>20240131-235959</c>, <c>2024-01-31_23-59-59</c>).
/// </summary>
internal static class CalendarTimes
{
    /// <summary>Says of each number whether it is part of a date or a time.</summary>
    /// <param name="name">The name.</param>
    /// <param name="numbers">Where its numbers are.</param>
    public static bool[] Find(string name, IReadOnlyList<(int Start, int End)> numbers)
    {
        bool[] isTime = new bool[numbers.Count];
        for (int k = 0; k < numbers.Count;)
        {
            int date = DateAt(name, numbers, k);
            int time = date == 0 ? 0 : TimeAt(name, numbers, k + date);
            for (int part = 0; part < date + time; part++) isTime[k + part] = true;
            k += Math.Max(1, date + time);
        }
        return isTime;
    }

    // How many numbers make a date.
    private static int DateAt(string name, IReadOnlyList<(int Start, int End)> numbers, int k)
    {
        string first = Text(name, numbers, k);
        if (first.Length >= 8 && Is(first[..8], "yyyyMMdd") && first.Length is 8 or 12 or 14) return 1;
        if (Is(first, "yyyy.MM.dd") || Is(first, "dd.MM.yyyy")) return 1;
        if (!AreJoined(name, numbers, k, 3)) return 0;
        string three = $"{first}-{Text(name, numbers, k + 1)}-{Text(name, numbers, k + 2)}";
        return Is(three, "yyyy-MM-dd") || Is(three, "dd-MM-yyyy") ? 3 : 0;
    }

    // How many numbers make a time of day, right after a date.
    private static int TimeAt(string name, IReadOnlyList<(int Start, int End)> numbers, int k)
    {
        if (!AreJoined(name, numbers, k - 1, 2)) return 0;
        string first = Text(name, numbers, k);
        if (Is(first, "HHmmss") || Is(first, "HH.mm.ss")) return 1;
        if (!AreJoined(name, numbers, k, 3)) return 0;
        return Is($"{first}-{Text(name, numbers, k + 1)}-{Text(name, numbers, k + 2)}", "HH-mm-ss") ? 3 : 0;
    }

    // One character between each number and the next.
    private static bool AreJoined(string name, IReadOnlyList<(int Start, int End)> numbers, int from, int count)
    {
        if (from + count > numbers.Count) return false;
        for (int k = from; k < from + count - 1; k++)
        {
            if (numbers[k + 1].Start - numbers[k].End != 1) return false;
            if (name[numbers[k].End] is not ('-' or '_' or ':' or 'T' or 't' or ' ')) return false;
        }
        return true;
    }

    private static string Text(string name, IReadOnlyList<(int Start, int End)> numbers, int k)
    {
        return name[numbers[k].Start..numbers[k].End];
    }

    private static bool Is(string text, string format)
    {
        return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            && (time.Year is >= 1970 and < 2100 || format[0] == 'H');
    }
}
