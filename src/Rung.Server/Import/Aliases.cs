using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Rung.Records;
using Rung.Search;

namespace Rung.Server.Import;

/// <summary>
/// What other systems call our fields, in their exports: HubSpot, Salesforce (API names and report labels), Pipedrive and
/// Chinese CRM systems (peers.md 5). Headers are compared without case, blanks and signs, never by their place.
/// </summary>
static partial class Aliases
{
    /// <summary>Names that mean the same whatever the record.</summary>
    static readonly string[] Shared =
    [
        "externalId=id,record id,record id - contact,record id - company,record id - deal,contact id,company id,deal id,lead id,opportunity id,opportunity_id,account id,hs_object_id,编号,客户编号,商机编号,线索编号,联系人编号,唯一标识",
        "accountableId=owner,contact owner,company owner,deal owner,opportunity owner,account owner,lead owner,ownerid,hubspot_owner_id,account executive,sales agent,sales_agent,sales rep,负责人,所有人,跟进人,业务员,客户经理",
        "began=create date,created date,createddate,created,created at,add time,date created,engage_date,organization created,person created,deal created,创建时间,创建日期",
        "source=lead source,leadsource,original source,source origin,source channel,来源,线索来源,客户来源",
        "campaign=campaign,campaign name,市场活动", "region=region,regional_office,区域,大区", "segment=segment,customer segment,细分", "tags=tags,label,labels,标签",
        "description=description,备注说明,描述", "team=team,manager,sales manager team,团队,部门团队",
    ];

    static readonly FrozenDictionary<string, string[]> ByKind = new Dictionary<string, string[]>
    {
        ["account"] =
        [
            "name=name,account,account name,company,company name,organization,organization name,公司名称,客户名称,企业名称,公司,客户,单位名称", "domain=company domain name,domain,domain name,域名", "website=website,website url,web site,homepage,网址,网站,公司网站",
            "phone=phone,phone number,telephone,电话,公司电话", "industry=industry,sector,行业,所属行业", "city=city,billing city,billingcity,城市", "country=country,country/region,billing country,billingcountry,office_location,国家,国家/地区",
            "employees=employees,number of employees,numberofemployees,员工数,人员规模", "revenue=revenue,annual revenue,annualrevenue,年营业额,年收入", "foundedIn=founded,year founded,year_established,成立年份", "parentId=parentid,parent account,上级客户,母公司",
        ],
        ["contact"] =
        [
            "name=name,full name,contact name,person,联系人,姓名,联系人姓名", "first=first name,firstname,名", "last=last name,lastname,姓", "accountId=account,account name,accountid,company,company name,associated company,associated company names (primary),organization,公司名称,客户名称,公司,所属客户",
            "email=email,e-mail,email address,email - work,邮箱,电子邮箱,电子邮件,邮件", "phone=phone,phone number,phone - work,telephone,电话,办公电话", "mobile=mobile,mobilephone,mobile phone,mobile phone number,phone - mobile,手机,手机号,手机号码,移动电话",
            "jobTitle=title,job title,jobtitle,position,职位,职务", "department=department,部门", "profile=linkedin,linkedin profile,linkedin url", "doNotContact=do not call,donotcall,email opt out,hasoptedoutofemail", "notes=notes,备注",
        ],
        ["lead"] =
        [
            "name=name,lead,lead name,title,线索名称,线索", "accountId=account,account name,company,company / account,公司名称,客户名称,公司,organization", "contactId=contact,contact person,联系人", "nextStep=next step,nextstep,下一步", "nextStepAt=next activity date,下次跟进时间",
        ],
        ["opportunity"] =
        [
            "name=name,deal name,opportunity name,title,deal title,商机名称,机会名称,销售机会", "accountId=account,account name,accountid,company,associated company,associated company (primary),organization,客户名称,公司名称,客户,公司", "contactId=contact,contact person,联系人",
            "amount=amount,value,deal value,opportunity amount,预计金额,商机金额,金额,预计成交金额", "currency=currency,currency of value,deal_currency_code,currencyisocode,币种", "closeOn=close date,closedate,expected close date,预计成交日期,预计签单日期,预计结束时间",
            "productId=product,product name,产品,产品名称", "nextStep=next step,nextstep,下一步,下一步计划", "type=type,deal type,商机类型", "stage=stage,deal stage,stagename,deal_stage,stage name,销售阶段,商机阶段,阶段",
            "closed=close_date,closed date,deal closed on,closed at,实际成交日期,结束日期", "value=close_value,won amount,成交金额,赢单金额", "reason=closed lost reason,lost reason,loss reason,输单原因,丢单原因", "sourcedById=sourced by,created by rep",
        ],
        ["subscription"] = ["accountId=account,account id,account name,company,客户名称", "plan=plan,plan_tier,product,套餐", "startsOn=start date,start_date,开始日期", "endsOn=end date,end_date,到期日期,结束日期", "seats=seats,licences,licenses,席位", "price=amount,price,mrr,mrr_amount,金额"],
        ["payment"] = ["accountId=account,account id,account name,company,customer,客户名称,公司名称", "paidOn=paid on,payment date,date paid,paid,付款日期,收款日期", "amount=amount,payment amount,金额,付款金额,收款金额", "isRefund=refund,is refund,退款"],
        ["usage-day"] = ["accountId=account,account id,account name,company,customer,客户名称,公司名称", "usedOn=used on,day,date,usage date,日期,使用日期", "coreEvents=core events,events,event count,核心事件,事件数", "activeUsers=active users,users,活跃用户", "seats=seats,licences,席位"],
        ["promised-outcome"] = ["kpi=kpi,measure,outcome,指标,承诺成果", "accountId=account,account id,account name,company,customer,客户名称,公司名称", "baseline=baseline,before,基线", "target=target,promised,goal,目标", "measured=measured,actual,after,实测", "measuredAt=measured at,measured on,实测日期", "confirmedById=confirmed by,确认人", "confirmedAt=confirmed at,confirmed on,确认日期"],
        ["survey"] = ["accountId=account,account id,account name,company,customer,客户名称,公司名称", "respondentId=respondent,contact,答复人,联系人", "type=type,question,survey,类型,问题", "sentAt=sent at,sent on,sent,asked on,发送日期,询问日期", "answeredAt=answered at,answered on,answered,答复日期", "score=score,answer,rating,得分,评分"],
        ["reference"] = ["accountId=account,account id,account name,company,customer,客户名称,公司名称", "contactId=contact,联系人", "status=status,consent,状态", "answeredAt=answered at,answered on,consented on,答复日期", "terms=terms,条件"],
        ["activity"] = ["subject=subject,title,主题", "type=type,activity type,类型", "body=body,note,content,description,内容", "contactId=contact,contact person,联系人", "accountId=account,organization,客户名称", "opportunityId=deal,opportunity,商机", "dueAt=due date,activitydate,截止日期", "actorId=assigned to user,owner,跟进人,负责人"],
    }.ToFrozenDictionary();

    static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Known = ByKind.ToFrozenDictionary(k => k.Key, k => Meanings(k.Key, k.Value));

    /// <summary>Kinds that the pages offer, in the order of the story.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["account", "contact", "lead", "opportunity", "activity", "subscription", "payment", "usage-day", "promised-outcome", "survey", "reference"];

    /// <summary>What each header means for a kind: a field, or a part of the story; each field once.</summary>
    public static Dictionary<string, string> Match(string kind, IEnumerable<string> headers)
    {
        var (taken, matched) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var header in headers)
            if (Known[kind].TryGetValue(Plain(header), out var field) && taken.Add(field)) matched[header] = field;
        return matched;
    }

    /// <summary>The kind whose words fit the headers best; those only it has count twice.</summary>
    public static string Guess(IReadOnlyList<string> headers, string fileName) =>
        Kinds.MaxBy(kind => Match(kind, headers).Values.Sum(f => f is "stage" or "closed" or "closeOn" or "domain" or "jobTitle" or "email" or "endsOn" or "employees" or "industry" ? 3 : f is "externalId" or "began" or "accountableId" ? 0 : 1)
            + (Plain(fileName).Contains(Plain(kind), StringComparison.Ordinal) ? 4 : 0))!;

    static FrozenDictionary<string, string> Meanings(string kind, string[] own)
    {
        var form = Form.Of(Rung.Records.Kinds.Named(kind)!);
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in own.Concat(Shared))
        {
            var (field, names) = line.Split('=') is [var f, var n] ? (f, n.Split(',')) : throw new InvalidOperationException(line);
            if (form.Field(field) is null && field is not ("began" or "currency" or "first" or "last") && !(kind == "opportunity" && field is "stage" or "closed" or "value" or "reason")) continue;
            foreach (var name in names.Append(field)) meanings.TryAdd(Plain(name), field);
        }

        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>As compared: folded, letters and digits alone, without the "Deal - " that Pipedrive puts in front.</summary>
    static string Plain(string header) => Signs().Replace(Folding.Fold(Front().Replace(header.Trim(), "")), "");

    [GeneratedRegex(@"^(deal|person|organization|lead) - ", RegexOptions.IgnoreCase)]
    private static partial Regex Front();

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex Signs();
}
