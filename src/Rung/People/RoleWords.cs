namespace Rung.People;

/// <summary>
/// Words by which people look for those in a role. 销售经理 is the trap T1: some Chinese texts call the SDR so, readers
/// take it for a manager of people; it is only ever looked for, never shown of anybody.
/// </summary>
public static class RoleWords
{
    static readonly (Role Role, string[] Words)[] All =
    [
        (Role.Founder, ["founder", "创始人"]),
        (Role.Sdr, ["sdr", "sales development representative", "销售开发代表", "销售经理", "销售经理sdr"]),
        (Role.ClosingSdr, ["closing sdr", "成交型销售开发代表", "负责成交的销售开发代表"]),
        (Role.Ae, ["ae", "account executive", "客户经理"]),
        (Role.Csm, ["csm", "customer success manager", "客户成功经理"]),
        (Role.Am, ["am", "account manager", "大客户经理"]),
        (Role.SalesManager, ["sales manager", "销售主管", "销售管理者", "专业销售管理者"]),
        (Role.SalesOps, ["sales operations", "sales ops", "销售运营"]),
        (Role.VpSales, ["vp of sales", "vp sales", "销售副总裁", "销售 vp", "销售vp"]),
    ];

    /// <summary>The role somebody looks for by its name; null where the text names none.</summary>
    public static Role? Of(string text)
    {
        var word = new string([.. text.Trim().Where(c => c is not ('(' or ')' or '（' or '）'))]).ToUpperInvariant();
        foreach (var (role, words) in All)
            if (words.Contains(word, StringComparer.OrdinalIgnoreCase)) return role;
        return null;
    }
}
