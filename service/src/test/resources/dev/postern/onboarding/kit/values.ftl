[=text]
[#list list as value][=value][/#list]
 [=number] 
